"""Every mistake of the catalogue is rejected, for the right reason: ``tox -e mistakes``."""

import pytest
from catalogue import files
from judge import declared


@pytest.mark.parametrize(("step", "path"), files("mistakes"))
def test_mistake_is_rejected(step, path, judgements):
    got = judgements[path]
    assert got.code == 1, got.output
    assert got.names("failed")
    assert not got.names("not started")
    assert "the check cannot look at this result" not in got.output, got.output


@pytest.mark.parametrize(("step", "path"), files("mistakes"))
def test_mistake_is_diagnosed_as_declared(step, path, judgements):
    assert judgements[path].causes == declared(path), judgements[path].output
