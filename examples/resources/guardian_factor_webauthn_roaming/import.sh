terraform import guardian_factor_webauthn_roaming.this example.eu.auth0.com
