// The deploy CLI, run as its users run it: a command, a configuration and a YAML file.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const command = createRequire(import.meta.url).resolve('auth0-deploy-cli');
const yaml = createRequire(command)('js-yaml'); // the CLI's own
const lighter = ['--require', join(import.meta.dirname, 'without-prompts.cjs')];

/**
 * What of a tenant is exported and imported. Of the resource types that concern MFA, prompts is left out: it asks for
 * /prompts and the texts of every language, which are not emulated.
 */
const included = [
  'guardianFactors', 'guardianFactorProviders', 'guardianFactorTemplates', 'guardianPolicies',
  'guardianPhoneFactorMessageTypes', 'guardianPhoneFactorSelectedProvider',
  'phoneProviders', 'phoneTemplates', 'emailTemplates', 'tenant',
];

/** deployment is the CLI with the configuration for a tenant, in a folder of its own. */
export async function deployment(tenant) {
  const folder = process.env.CONFORMANCE_FOLDER;
  const configuration = join(folder, 'config.json');
  await writeFile(configuration, JSON.stringify({
    AUTH0_DOMAIN: tenant.domain, AUTH0_CLIENT_ID: tenant.management.clientId, AUTH0_CLIENT_SECRET: tenant.management.clientSecret,
    AUTH0_INCLUDED_ONLY: included, AUTH0_ALLOW_DELETE: false,
    AUTH0_KEYWORD_REPLACE_MAPPINGS: { TWILIO_AUTH_TOKEN: 'secret' },
  }));
  const cli = async (...args) => {
    const { stdout, stderr } = await run(process.execPath,
      [...lighter, command, ...args, '--config_file', configuration, '--env', 'false']);
    return stdout + stderr;
  };
  const file = (name) => join(folder, name, 'tenant.yaml');
  return {
    /** exported exports to a folder, and reads all that is in it. */
    exported: async (name) => {
      await mkdir(join(folder, name));
      const log = await cli('export', '--format', 'yaml', '--output_folder', join(folder, name));
      assert.match(log, /Export Successful/);
      return { text: await everything(join(folder, name)), assets: yaml.load(await readFile(file(name), 'utf8')), log };
    },
    imported: async (name) => {
      const log = await cli('import', '--input_file', file(name));
      assert.match(log, /Import Successful/);
      return log;
    },
    /** change edits what was exported. */
    change: async (name, edit) => {
      const assets = yaml.load(await readFile(file(name), 'utf8'));
      edit(assets);
      await writeFile(file(name), yaml.dump(assets));
    },
    write: (name, path, text) => writeFile(join(folder, name, path), text),
  };
}

/** everything is each file of a folder, by its path. */
async function everything(folder) {
  const files = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      files[path.slice(folder.length)] = await readFile(path, 'utf8');
    }
  }
  return files;
}
