"""The second model: how likely an upcoming booking is missed.

Same way as the first: a prior, the practice's own past, a ladder of what may be said.
Missed is a no-show, or a cancellation that was late for certain; what was excused or
called off by the coach is not. `looking.look` fits and looks; `stored` and `week` are
what is read afterwards, and load nothing that fits models.
"""
