terraform import guardian_factor_duo.this example.eu.auth0.com
