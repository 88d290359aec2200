// Loaded before the CLI. Before each import it compiles the schema of everything,
// twice, and 8 of its 8.1 megabytes are the texts of prompts: a minute, for a
// resource type that is left out here.
const { default: everything } = require('auth0-deploy-cli/lib/tools/auth0/schema');

delete everything.properties.prompts;
