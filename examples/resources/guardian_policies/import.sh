terraform import guardian_policies.this example.eu.auth0.com
