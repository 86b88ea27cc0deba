"""The edge to other systems: FHIR R4 in, made into a draft case, and FHIR R4 out, made from what was signed."""
