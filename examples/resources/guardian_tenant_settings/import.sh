terraform import guardian_tenant_settings.this example.eu.auth0.com
