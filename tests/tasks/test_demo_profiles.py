"""What the people of the demo say of themselves stands in the words of the starter, where it has some."""

from helevejen.tasks.demo import profiles
from helevejen.tasks.esco.starter import read_starter


def test_the_work_people_of_the_demo_wish_for_and_have_had_is_in_the_starter() -> None:
    known = read_starter().names
    told = [said for facts in profiles._FACTS.values() for _ago, kind, *_more, said in facts if kind.startswith("occ")]
    assert {"dyrepasser", "lagerarbejder"} <= {said["label"] for said in told}
    for said in told:
        if "subject" in said:
            assert known[said["subject"], "da"][0] == said["label"]
    assert all("subject" in said for said in told)
