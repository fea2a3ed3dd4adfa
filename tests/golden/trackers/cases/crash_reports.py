# SPDX-License-Identifier: GPL-3.0-or-later
"""Crash and error reports."""
from conversation import *
from encoders import ndjson

SERVICES = {}

EVENT = "9ec79c33ec9942ab8353589fcb2e04dc"
SERVICES["sentry"] = [
    case("an error in a page, with what went before", "envelope",
         post("https://o1.ingest.sentry.io/api/42/envelope/", ndjson(
             {"event_id": EVENT, "sent_at": "2020-05-01T00:00:00.123Z"}, {"type": "event"},
             {"event_id": EVENT, "message": see("content message", "no notes found"),
              "request": {"url": see("visited_url page", PAGE)},
              "user": {"id": identifier("user_id", "u-1042"), "email": see("contact e-mail address", MAIL),
                       "username": see("account user name", "ada")},
              "breadcrumbs": [{"category": "fetch", "data": {"url": see("visited_url request before", "https://api.example.org/find?q=leave")}},
                              {"category": "navigation", "data": {"from": "/", "to": see("visited_url page before", "/diary/2020")}},
                              {"category": "ui.click", "message": see("interaction breadcrumb", "button#delete-diary")}],
              "exception": {"values": [{"type": "Error", "value": see("content error message", "cannot read ada's diary")}]}}),
             "text/plain;charset=UTF-8", {"sentry_version": 7, "sentry_key": HEX32})),
    case("Android: a session", "envelope",
         post_gzip("https://o1.ingest.de.sentry.io/api/42/envelope/", ndjson(
             {"sdk": {"name": "sentry.java.android"}}, {"type": "session"},
             {"sid": HEX32, "did": identifier("device_id", UUID), "init": True, "status": "ok"}),
             "application/x-sentry-envelope")),
    case("Android: a crash, breadcrumbs below values", "envelope",
         post("https://sentry.example.org/api/2/envelope/", ndjson(
             {"event_id": EVENT}, {"type": "event"},
             {"event_id": EVENT, "contexts": {"device": {"id": identifier("instance_id", UUID2), "model": "Redmi Note 8"}},
              "breadcrumbs": {"values": [{"type": "http", "data": {"url": see("visited_url request before", PAGE)}}]}}),
             "application/x-sentry-envelope")),
    case("pages of a replay", "envelope",
         post("https://o1.ingest.us.sentry.io/api/42/envelope/", ndjson(
             {"event_id": EVENT}, {"type": "replay_event"},
             {"type": "replay_event", "replay_id": EVENT, "urls": [see("visited_url page", PAGE)]}), "text/plain")),
    case("before envelopes", "event",
         post_json("https://sentry.io/api/42/store/", {
             "event_id": EVENT, "message": see("content message", "no notes found"), "user": {"id": identifier("user_id", "u-1042")},
             "request": {"url": see("visited_url page", PAGE)}},
             headers={"X-Sentry-Auth": "Sentry sentry_version=7,sentry_client=raven-java/8,sentry_key=" + HEX32})),
    case("before envelopes, with what went before", "event",
         post_json("https://sentry.io/api/42/store/", {
             "event_id": EVENT, "message": see("content message", "no notes found"), "user": {"email": see("contact e-mail address", MAIL)},
             "breadcrumbs": {"values": [{"category": "xhr", "data": {"url": see("visited_url request before", "https://api.example.org/find?q=leave")}}]}},
             headers={"X-Sentry-Auth": "Sentry sentry_version=7,sentry_client=raven-js/3,sentry_key=" + HEX32})),
]

SERVICES["bugsnag"] = [
    case("an error", "errors",
         post_json("https://notify.bugsnag.com/", {"apiKey": HEX32, "events": [{
             "device": {"id": identifier("device_id", UUID)}, "app": {"id": app()},
             "user": {"id": identifier("user_id", "u-1042"), "email": see("contact e-mail address", MAIL), "name": see("contact name", "Ada Example")},
             "session": {"id": identifier("session_id", UUID2)}, "context": see("interaction screen", "DiaryActivity"),
             "request": {"url": see("visited_url page", PAGE)},
             "breadcrumbs": [{"type": "request", "metaData": {"request": see("visited_url request before", "GET https://api.example.org/find?q=leave")}}],
             "exceptions": [{"errorClass": "Error", "message": see("content error message", "cannot read ada's diary")}]}]},
             headers={"Bugsnag-Api-Key": HEX32, "Bugsnag-Payload-Version": "4"})),
    case("a session", "sessions",
         post_json("https://sessions.bugsnag.com/", {
             "device": {"id": identifier("device_id", UUID)}, "app": {"id": app(), "activeScreen": see("interaction screen", "DiaryActivity")},
             "sessions": [{"id": identifier("session_id", UUID2), "user": {"id": identifier("user_id", "u-1042")}}]})),
]
