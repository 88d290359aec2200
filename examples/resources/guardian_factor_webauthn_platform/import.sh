terraform import guardian_factor_webauthn_platform.this example.eu.auth0.com
