"""What a decider's approval amounts to, in words: award the purchase, agree to it, approve, endorse, acknowledge."""

from dataclasses import dataclass

from engine.language.registry import Registry
from engine.language.text import Text, both


@dataclass(frozen=True)
class Act:
    """`ask` is what the decider is asked to do, `done` the word on the stamp."""

    ask: Text
    done: Text


acts: Registry[Act] = Registry("act of approval")

acts.register("approve", Act(both("approve", "批准"), both("Approved", "已批准")))
acts.register("award", Act(both("award the purchase", "批出採購"), both("Awarded", "已批出")))
acts.register("agree", Act(both("agree to the purchase", "同意採購"), both("Agreed", "已同意")))
acts.register("endorse", Act(both("endorse", "贊同"), both("Endorsed", "已贊同")))
acts.register("acknowledge", Act(both("acknowledge", "確認知悉"), both("Acknowledged", "已知悉")))
