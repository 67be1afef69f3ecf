"""How Schemathesis sends the one kind of body that it does not know."""

import schemathesis


@schemathesis.serializer("application/toml")
def toml(context, value):
    return str(value).encode("utf-8", "replace")
