"""A plugin for pytest: where checks go through the scenes, they see the second one alone.

What the first scene shows of a mistake does not excuse a second one that shows nothing.
"""

from kata.grading.expect import Expect

each = Expect.each


def second_alone(self, scenes):
    scenes = list(scenes)
    return each(self, [scene for scene in scenes if scene.name == "second"] or scenes)


Expect.each = second_alone
