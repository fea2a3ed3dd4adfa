# SPDX-License-Identifier: GPL-3.0-or-later
"""Product analytics whose events are JSON."""
from conversation import *
from encoders import b64, form, gzip, json

SERVICES = {}



SERVICES["amplitude"] = [
    case("a search, as the web library of 2023 sends it", "events, form",
         post_form("https://api.amplitude.com/", {
             "checksum": "0f1c", "client": HEX32, "v": 2, "upload_time": TIME,
             "e": [{"device_id": identifier("device_id", UUID), "user_id": identifier("user_id", "u-1042"),
                    "event_type": see("interaction event", "search"), "timestamp": TIME, "session_id": TIME,
                    "platform": "Web", "api_properties": {},
                    "event_properties": {"search_word": see("content event property", PHRASE)},
                    "user_properties": {"plan": see("content user property", "free")}}]})),
    case("an Android app with its place", "events, form",
         post_form("https://api.amplitude.com/", {
             "client": HEX32, "e": [{"device_id": identifier("device_id", UUID2),
                                     "event_type": see("interaction event", "session_start"),
                                     "api_properties": {"androidADID": gaid(), "limit_ad_tracking": False,
                                                        "location": {"lat": see("location latitude", 52.5186),
                                                                     "lng": see("location longitude", 13.4081)}}}]})),
    case("HTTP V2", "events, JSON",
         post_json("https://api2.amplitude.com/2/httpapi", {
             "api_key": HEX32, "events": [{
                 "device_id": identifier("device_id", UUID), "user_id": identifier("user_id", "u-1042"),
                 "event_type": see("interaction event", "search"), "time": TIME, "adid": gaid(),
                 "android_id": android_id(), "location_lat": see("location latitude", 52.5186),
                 "location_lng": see("location longitude", 13.4081),
                 "event_properties": {"words": see("content event property", PHRASE)}}]})),
    case("who the person is", "user properties",
         post_form("https://api2.amplitude.com/identify", {
             "api_key": HEX32, "identification": [{"user_id": identifier("user_id", "u-1042"),
                                                   "device_id": identifier("device_id", UUID),
                                                   "user_properties": {"age": see("content user property", "34")}}]})),
    case("a recording", "session replay",
         post_json("https://api-sr.amplitude.com/sessions/v2/track", {"version": 1, "events": []},
                   {"device_id": identifier("device_id", UUID),
                    "session_id": identifier("session_id", "1588291200123"), "type": "replay"})),
    wire("analytics-node", "events, JSON", "amplitude_node", "identifier device_id = " + UUID, "identifier user_id = u-1042",
         "interaction event = search", "content event property = " + PHRASE),
    wire("amplitude-js in a page", "events, form", "amplitude_web", "identifier device_id = djAL0ftTvHwOvhzk7zmE0P", "identifier user_id = u-1042",
         "interaction event = search", "content event property = " + PHRASE),
    case("HTTP V2, an iPhone", "events, JSON",
         post_json("https://api.amplitude.com/2/httpapi", {
             "api_key": HEX32, "events": [{
                 "device_id": identifier("device_id", IDFV), "event_type": see("interaction event", "open"), "time": TIME,
                 "platform": "iOS", "idfa": identifier("idfa", IDFA), "idfv": identifier("idfv", IDFV),
                 "user_properties": {"plan": see("content user property", "free")}}]})),
]


def mixpanel_event(name):
    return {"event": see("interaction event", name), "properties": {
        "token": HEX32, "distinct_id": identifier("distinct_id", "$device:" + UUID),
        "$device_id": identifier("device_id", UUID), "$current_url": see("visited_url page", PAGE),
        "$referrer": see("visited_url referrer", "https://www.example.org/"), "search_word": PHRASE}}


SERVICES["mixpanel"] = [
    case("Node: base64 in the query", "events, query",
         get("https://api.mixpanel.com/track", {"ip": 0, "verbose": 0, "data": b64(json({
             "event": see("interaction event", "search"),
             "properties": {"distinct_id": identifier("distinct_id", "d1-7f3c"), "search_word": PHRASE,
                            "token": "TOKEN", "mp_lib": "node"}}))})),
    case("browser: JSON in a form", "events, form",
         post_form("https://api-js.mixpanel.com/track/", {"data": [mixpanel_event("search")]},
                   {"verbose": 1, "ip": 1})),
    case("older browsers: base64 in the query", "events, query",
         get("https://api-js.mixpanel.com/track/", {"data": b64(json(mixpanel_event("open"))), "ip": 1})),
    case("a batch, base64", "events, form",
         post_form("https://api.mixpanel.com/track/", {"data": b64(json([mixpanel_event("open")]))})),
    case("a profile", "people",
         post_form("https://api.mixpanel.com/engage/", {"data": [{
             "$token": HEX32, "$distinct_id": identifier("distinct_id", UUID2),
             "$set": {"$email": see("contact e-mail address", MAIL), "$phone": see("contact phone number", PHONE),
                      "$name": see("contact name", "Ada Example")}}]})),
    case("a recording", "session replay",
         post("https://api-js.mixpanel.com/record/", gzip(json([{"type": 4, "data": {}}])), "application/octet-stream",
              {"format": "gzip", "distinct_id": identifier("distinct_id", "$device:" + UUID),
               "$device_id": identifier("device_id", UUID), "replay_start_url": see("visited_url page", PAGE)})),
    wire("Node, as it is", "events, query", "mixpanel_node_track", "identifier distinct_id = d1-7f3c", "interaction event = search"),
    wire("Node, a batch", "events, form", "mixpanel_node_batch", "identifier distinct_id = d1-7f3c", "interaction event = open"),
    wire("Node, a profile", "people, query", "mixpanel_node_people", "identifier distinct_id = d1-7f3c", "contact e-mail address = " + MAIL),
    wire("mixpanel-browser in a page", "events, form", "mixpanel_web_track", "identifier distinct_id = $device:caa38fbd-6463-4918-be21-c323df2f0883",
         "identifier distinct_id = u-1042", "identifier device_id = caa38fbd-6463-4918-be21-c323df2f0883", "identifier user_id = u-1042",
         "visited_url page = https://mixpanel.sdk.example.org/pregnancy-tests?step=2", "visited_url referrer = https://start.example.org/",
         "interaction event = search", "interaction event = $identify"),
    wire("mixpanel-browser, the profile", "people", "mixpanel_web_people", "identifier distinct_id = u-1042", "identifier user_id = u-1042",
         "identifier device_id = caa38fbd-6463-4918-be21-c323df2f0883", "contact e-mail address = " + MAIL),
    case("who is logged in", "events, query",
         get("https://api-js.mixpanel.com/track/", {"data": b64(json({
             "event": see("interaction event", "open"), "properties": {"distinct_id": identifier("distinct_id", "u-1042"), "$user_id": identifier("user_id", "u-1042")}})), "ip": 1})),
    case("a profile in the query", "people, query",
         get("https://api.mixpanel.com/engage/", {"data": b64(json({
             "$token": HEX32, "$distinct_id": identifier("distinct_id", UUID2),
             "$set": {"$email": see("contact e-mail address", MAIL), "$phone": see("contact phone number", PHONE), "$name": see("contact name", "Ada Example")}}))})),
]


def segment_event():
    return {"type": "track", "event": see("interaction event", "Products Searched"),
            "anonymousId": identifier("anonymous_id", UUID), "userId": identifier("user_id", "u-1042"),
            "properties": {"query": see("search_query search words", PHRASE)},
            "context": {"device": {"id": identifier("device_id", ANDROID_ID), "advertisingId": gaid()},
                        "app": {"namespace": app()}, "traits": {"email": see("contact e-mail address", MAIL)},
                        "page": {"url": see("visited_url page", PAGE),
                                 "referrer": see("visited_url referrer", "https://www.example.org/")}}}


def segment_screen():
    return {"type": "screen", "name": see("interaction screen", "Diary"), "anonymousId": identifier("anonymous_id", UUID),
            "context": {"location": {"latitude": see("location latitude", 52.5186),
                                     "longitude": see("location longitude", 13.4081)}}}


def segment_push():
    return {"type": "track", "event": see("interaction event", "Application Opened"), "anonymousId": identifier("anonymous_id", UUID),
            "context": {"device": {"token": identifier("push_token", "dQw4w9WgXcQ:APA91bExampleExampleExample")}}}


def segment_person():
    return {"type": "identify", "userId": identifier("user_id", "u-1042"),
            "traits": {"email": see("contact e-mail address", MAIL), "phone": see("contact phone number", PHONE)}}


AUTH = {"Authorization": "Basic V0s6"}
SERVICES["segment"] = [
    case("a search", "events, batch", post_json("https://api.segment.io/v1/batch", {"batch": [segment_event()]}, headers=AUTH)),
    case("a screen", "events, batch", post_json("https://api.segment.io/v1/import", {"batch": [segment_screen()]})),
    case("browser: one search", "one event", post_json("https://api.segment.io/v1/t", segment_event())),
    case("one screen", "one event", post_json("https://api.segment.io/v1/screen", segment_screen())),
    case("browser: a person named", "one event",
         post_json("https://api.segment.io/v1/i", {
             "type": "identify", "userId": identifier("user_id", "u-1042"), "anonymousId": identifier("anonymous_id", UUID),
             "traits": {"email": see("contact e-mail address", MAIL), "phone": see("contact phone number", PHONE)}})),
    case("settings", "configuration", get("https://cdn-settings.segment.com/v1/projects/WK/settings")),
    wire("analytics-node", "events, batch", "segment_node", "identifier anonymous_id = " + UUID, "identifier user_id = u-1042",
         "interaction event = Products Searched", "search_query search words = " + PHRASE),
    case("where messages go, and who the person is", "events, batch",
         post_json("https://api.segment.io/v1/batch", {"batch": [segment_push(), segment_person()]})),
    case("where messages go", "one event", post_json("https://api.segment.io/v1/t", segment_push())),
    case("who the person is", "one event", post_json("https://api.segment.io/v1/i", segment_person())),
]
SERVICES["rudderstack"] = [
    case("Node: gzip that calls itself a form", "events, batch",
         post_gzip("https://example.dataplane.rudderstack.com/v1/batch", {"batch": [segment_event()]},
                   "application/x-www-form-urlencoded", headers=AUTH)),
    case("a screen", "events, batch", post_json("https://hosted.rudderstack.com/v1/batch", {"batch": [segment_screen()]})),
    case("one search", "one event", post_json("https://hosted.rudderstack.com/v1/track", segment_event())),
    case("one screen", "one event", post_json("https://hosted.rudderstack.com/v1/screen", segment_screen())),
    case("settings", "configuration", get("https://api.rudderstack.com/sourceConfig/", {"p": "android", "v": "1.20"})),
    wire("Node, as it is", "events, batch", "rudderstack_node", "identifier anonymous_id = " + UUID,
         "interaction event = Products Searched", "search_query search words = " + PHRASE),
    case("where messages go, and who the person is", "events, batch",
         post_json("https://hosted.rudderstack.com/v1/batch", {"batch": [segment_push(), segment_person()]})),
    case("where messages go", "one event", post_json("https://hosted.rudderstack.com/v1/track", segment_push())),
    case("who the person is", "one event", post_json("https://hosted.rudderstack.com/v1/identify", segment_person())),
]


def posthog_event(name):
    return {"event": see("interaction event", name), "properties": {
        "distinct_id": identifier("distinct_id", UUID), "$device_id": identifier("device_id", UUID2),
        "$session_id": identifier("session_id", "0190f2c4-7b1e-7000-8000-000000000001"),
        "$current_url": see("visited_url page", PAGE), "$referrer": see("visited_url referrer", "https://www.example.org/")}}


SERVICES["posthog"] = [
    case("browser: gzip without a word about it", "events",
         post("https://us.i.posthog.com/e/", gzip(json([posthog_event("$pageview")])), "text/plain",
              {"ip": 0, "ver": "1.449.2", "compression": "gzip-js"})),
    case("older browsers: base64 in a form", "events",
         post_form("https://app.posthog.com/e/", {"data": b64(json(posthog_event("$autocapture")))}, {"compression": "base64"})),
    case("Node", "events",
         post_gzip("https://eu.i.posthog.com/batch/", {"api_key": "phc_test", "batch": [
             {"type": "capture", "event": see("interaction event", "search"),
              "distinct_id": identifier("distinct_id", "u-1042"), "properties": {"words": PHRASE}}]})),
    case("a phone's screen", "events",
         post_gzip("https://us.i.posthog.com/batch/", {"api_key": "phc_test", "batch": [
             {"event": see("interaction event", "$screen"), "distinct_id": identifier("distinct_id", "u-1042"),
              "properties": {"$screen_name": see("interaction screen", "Diary")}}]})),
    case("which flags", "feature flags",
         post_json("https://us.i.posthog.com/flags/", {"token": "phc_test", "distinct_id": identifier("distinct_id", UUID)}, {"v": 2})),
    case("a recording", "session replay",
         post("https://us.i.posthog.com/s/", gzip(json({"event": "$snapshot", "properties": {
             "distinct_id": identifier("distinct_id", UUID),
             "$session_id": identifier("session_id", "0190f2c4-7b1e-7000-8000-000000000001")}})), "text/plain")),
    wire("Node, as it is", "events", "posthog_node", "identifier distinct_id = u-1042", "interaction event = search",
         "visited_url page = " + PAGE),
    wire("posthog-js in a page, base64", "feature flags", "posthog_web_flags", "identifier distinct_id = 01a2039d-bcdf-7559-a67a-15b4b8a47525",
         "identifier device_id = 01a2039d-bcdf-7559-a67a-15b4b8a47525"),
]
