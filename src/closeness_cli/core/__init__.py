"""The pure rules of the domain: values in, values out."""
