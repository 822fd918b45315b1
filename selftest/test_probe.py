"""The probe sees the forests that an answer trains, and leaves nothing behind."""

import numpy as np
import pytest
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import RandomForestClassifier
from sklearn.multiclass import OneVsRestClassifier
from sklearn.utils.validation import has_fit_parameter

from kata.grading.probe import forests_trained

SAMPLES = np.arange(60.0).reshape(30, 2)
IDS = np.repeat([7, 9, 200], 10)


def forest():
    return RandomForestClassifier(n_estimators=5)


def test_samples_and_classes_are_counted():
    with forests_trained() as trainings:
        forest().fit(SAMPLES, IDS)
        forest().fit(SAMPLES[:20], IDS[:20].astype(str).reshape(-1, 1))
    assert [(training.samples, training.classes) for training in trainings] == [(30, 3), (20, 2)]


def test_rows_that_a_forest_is_asked_about_are_counted():
    with forests_trained() as trainings:
        one, another = forest().fit(SAMPLES, IDS), forest().fit(SAMPLES, IDS)
        one.predict(SAMPLES[:4])
        one.predict_proba(SAMPLES)
        del another
    assert [training.asked for training in trainings] == [34, 0]


@pytest.mark.parametrize(
    ("model", "forests"),
    [
        (OneVsRestClassifier(forest(), n_jobs=2), 3),
        (CalibratedClassifierCV(forest(), cv=4, n_jobs=2), 4),
    ],
)
def test_forests_inside_other_models_are_seen_with_several_jobs(model, forests):
    with forests_trained() as trainings:
        model.fit(SAMPLES, IDS)
    assert len(trainings) == forests


def test_forests_that_learn_shuffled_labels_know_nothing():
    with forests_trained(shuffled=True):
        taught = forest().fit(SAMPLES, IDS)
    assert set(taught.classes_) == set(IDS)
    assert (taught.predict(SAMPLES) == IDS).mean() < 0.7


def test_nothing_is_left_behind():
    before = set(vars(RandomForestClassifier))
    with forests_trained() as trainings:
        assert has_fit_parameter(forest(), "sample_weight")
    forest().fit(SAMPLES, IDS)
    assert not trainings
    assert set(vars(RandomForestClassifier)) == before
