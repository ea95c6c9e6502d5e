"""FHIR R4: a Questionnaire, its responses, and both in a Bundle."""
