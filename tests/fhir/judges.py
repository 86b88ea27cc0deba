"""Those who judge our FHIR from outside: the official JSON schema, Medplum, pyfhircheck. None of them is ours."""

import json
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import jsonschema_rs

NODE = Path(__file__).parent.parent / "node"
PACKAGES = NODE / "node_modules"
EXAMPLES = [PACKAGES / name / "example" for name in ("hl7.fhir.us.mcode", "hl7.fhir.uv.ips")]
NO_NODE_PACKAGES = not (PACKAGES / "@medplum" / "core").exists() and "CI" not in os.environ
BIN = Path(__file__).parent.parent.parent / ".venv" / "bin"
FOUND = re.compile(r"^- (ERROR|FATAL) (\S+) (\S+): (.*)$", re.MULTILINE)
PLACES = re.compile(r"\[\d+\]")


@cache
def schema_validator():
    """Return the official JSON schema; the package lacks two definitions that it refers to."""
    folder = PACKAGES / "@medplum" / "definitions" / "dist" / "fhir" / "r4"
    schema = json.loads((folder / "fhir.schema.json").read_text(encoding="utf-8"))
    schema["definitions"].setdefault("integer64", {})
    schema["definitions"].setdefault("Resource", {})
    return jsonschema_rs.validator_for(schema)


def by_schema(resource):
    """Return what the official JSON schema has against a resource."""
    return [error.message for error in schema_validator().iter_errors(resource)]


def by_medplum(*files):
    """Return what Medplum has against the resources in files, and in Bundles, one by one; nothing is left out."""
    node = shutil.which("node", path=f"{BIN}{os.pathsep}{os.environ['PATH']}")
    done = subprocess.run(
        [node, NODE / "validate.mjs", *files], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    judged = [json.loads(line) for line in done.stdout.splitlines()]
    return len(judged), [f"{one['type']} {fault}" for one in judged for fault in one["faults"]]


def by_pyfhircheck(file, folder):
    """Return what pyfhircheck has against a Bundle, without places in lists; it writes its evidence to `folder`."""
    done = subprocess.run(
        [BIN / "pyfhircheck", "bundle", file],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder)},
    )
    assert "Resources:" in done.stdout, done.stderr
    return {f"{rule} {PLACES.sub('[]', text)}" for _, rule, _, text in FOUND.findall(done.stdout)}
