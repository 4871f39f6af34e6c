"""The inbox page."""

import pytest
from django.urls import reverse

from portal.notifications.models import Message
from portal.notifications.services import notify

URL = reverse("notifications:inbox")


def tell(recipient, key, link="/desk/cases/1/"):
    (message,) = notify("calendar.alarm", recipients=[recipient], context={"problem": "缺"}, link=link, key=key)
    return message


def test_a_visitor_is_sent_to_the_login(client, db):
    assert client.get(URL).headers["Location"] == f"{reverse('accounts:login')}?next={URL}"


def test_messages_are_listed_and_others_are_not(client, an, bai):
    tell(an, "mine")
    tell(bai, "theirs")
    client.force_login(an)
    page = client.get(URL)
    assert [message.key for message, _ in page.context["rows"]] == ["mine"]
    assert "（1条未读）" in page.content.decode()


def test_an_empty_inbox_has_words(client, an):
    client.force_login(an)
    assert "没有消息" in client.get(URL).content.decode()


def test_opening_marks_as_read_and_goes_there(client, an):
    message = tell(an, "k")
    client.force_login(an)
    answer = client.post(reverse("notifications:read", args=[message.pk]))
    assert answer.headers["Location"] == "/desk/cases/1/"
    message.refresh_from_db()
    assert message.read_at is not None


@pytest.mark.parametrize("link", ["", "https://elsewhere.example/", "//elsewhere.example/"])
def test_a_message_without_a_place_here_returns_to_the_inbox(client, an, link):
    message = tell(an, "k", link=link)
    client.force_login(an)
    assert client.post(reverse("notifications:read", args=[message.pk])).headers["Location"] == URL


def test_somebody_elses_message_does_not_exist(client, an, bai):
    message = tell(bai, "k")
    client.force_login(an)
    assert client.post(reverse("notifications:read", args=[message.pk])).status_code == 404
    assert Message.objects.get().read_at is None


def test_reading_needs_a_post(client, an):
    message = tell(an, "k")
    client.force_login(an)
    assert client.get(reverse("notifications:read", args=[message.pk])).status_code == 405
    assert client.get(reverse("notifications:read-all")).status_code == 405


def test_all_can_be_marked_at_once(client, an):
    tell(an, "1")
    tell(an, "2")
    client.force_login(an)
    page = client.post(reverse("notifications:read-all"), follow=True)
    assert "已将2条消息标记为已读。" in page.content.decode()
    assert not Message.objects.filter(read_at=None).exists()


def test_the_number_of_queries_does_not_grow(client, an, django_assert_max_num_queries):
    client.force_login(an)
    counts = []
    for size in (1, 30):
        while Message.objects.count() < size:
            tell(an, str(Message.objects.count()))
        with django_assert_max_num_queries(50) as queries:
            page = client.get(URL)
        counts.append((len(queries), len(page.context["rows"])))
    assert counts[0][0] == counts[1][0]
    assert counts[1][1] == 20
