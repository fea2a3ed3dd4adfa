# SPDX-License-Identifier: GPL-3.0-or-later
"""Sensors Analytics in the forms of its SDKs, at collectors of anybody."""
from conversation import *
from encoders import b64, form, gzip, java_hash, json

SERVICES = {}


def event(name, properties, **more):
    return {"type": "track", "event": see("interaction event", name), "time": see("time event time", TIME),
            "distinct_id": identifier("distinct_id", UUID), **more, "properties": properties}


def list_form(events, **more):
    data = b64(gzip(json(events)))
    return {"crc": java_hash(data), "gzip": 1, "data_list": data, **more}


def alone(properties, more):
    data = b64(json(event("$AppViewScreen", properties, **more)))
    return {"data": data, "ext": f"crc={java_hash(data)}"}


def phone():
    return {"$device_id": android_id(), "$gaid": gaid(), "$oaid": identifier("oaid", OAID), "$imei": identifier("imei", IMEI),
            "$app_id": app(), "$manufacturer": see("device manufacturer", "Xiaomi"), "$model": see("device model", "Redmi Note 8"),
            "$os_version": see("device system version", "10"), "$carrier": see("device carrier", "Example Mobile"),
            "$latitude": see("location latitude", 52518600), "$longitude": see("location longitude", 13408100)}


def person():
    return {"original_id": identifier("original_id", UUID2), "anonymous_id": identifier("anonymous_id", UUID2),
            "login_id": see("account login id", "ada-1815"),
            "identities": {"$identity_login_id": "ada-1815", "$identity_android_id": identifier("android_id", ANDROID_ID)}}


def screen():
    return {"$screen_name": see("interaction screen name", "org.example.notes.Diary"), "$title": see("interaction screen title", "Diary"),
            "$element_content": see("interaction element touched", "Order now")}


def page():
    return {"$url": see("visited_url page address", PAGE), "$referrer": see("visited_url referring page", "https://www.example.org/"),
            "$latest_search_keyword": see("search_query search words", PHRASE),
            "$first_search_keyword": see("search_query first search words", "pregnancy test")}


ENVELOPE = {"ekey": b64(bytes(range(64))), "pkv": 3, "flush_time": TIME,
            "payloads": [b64(bytes(range(1, 200, 3)))]}
AES = {"key_id": 7, "key_hash": "abcd", "nc": 1, "payload": b64(bytes(range(2, 200, 3)))}

SERVICES["sensors_analytics"] = [
    case("Android: what the SDK collects by itself", "events, form",
         post_form("https://collect.example.org/sa?project=notes", list_form([
             event("$AppStart", {
                 "$lib": "Android", "$device_id": android_id(), "$gaid": gaid(), "$oaid": identifier("oaid", OAID),
                 "$imei": identifier("imei", IMEI), "$app_id": app(),
                 "$manufacturer": see("device manufacturer", "Xiaomi"), "$model": see("device model", "Redmi Note 8"),
                 "$os_version": see("device system version", "10"), "$carrier": see("device carrier", "Example Mobile"),
                 "$latitude": see("location latitude", 52518600), "$longitude": see("location longitude", 13408100)},
                 original_id=identifier("original_id", UUID2)),
             event("$AppViewScreen", {"$screen_name": see("interaction screen name", "org.example.notes.Diary"),
                                      "$title": see("interaction screen title", "Diary")})]))),
    case("a login: the random id and the account in one event", "events, form",
         post_form("https://collect.example.org/sa", list_form([
             event("$SignUp", {"$lib": "iOS"}, login_id=see("account login id", "ada-1815"),
                   anonymous_id=identifier("anonymous_id", UUID2),
                   identities={"$identity_login_id": "ada-1815",
                               "$identity_android_id": identifier("android_id", ANDROID_ID)})]))),
    case("Node: no checksum, the order reversed", "events, form",
         post_form("https://collect.example.org/any/path", {
             "data_list": b64(gzip(json([event("search", {"$lib": "Node"})]))), "gzip": 1})),
    case("web, a batch: base64 alone", "events, form",
         post_form("https://collect.example.org/sa.gif", {
             "data_list": b64(json([event("$WebClick", {
                 "$element_content": see("interaction element touched", "Order now")})]))})),
    case("web, one event in a form", "one event, form",
         post("https://collect.example.org/sa.gif", form({
             "data": (data := b64(json(event("$pageview", {
                 "$url": see("visited_url page address", PAGE),
                 "$referrer": see("visited_url referring page", "https://www.example.org/"),
                 "$latest_search_keyword": see("search_query search words", PHRASE)})))),
             "ext": f"crc={java_hash(data)}"}), "text/plain;charset=UTF-8")),
    case("web, one event in the address of a picture", "one event, address",
         get("https://collect.example.org/sa.gif", {
             "project": "shop", "data": (data := b64(json(event("$pageview", {
                 "$url": see("visited_url page address", PAGE),
                 "$first_search_keyword": see("search_query first search words", PHRASE)})))),
             "ext": f"crc={java_hash(data)}"})),
    case("Android, each event encrypted", "events, encrypted",
         post_form("https://collect.example.org/sa", {
             "crc": java_hash(json([ENVELOPE])), "gzip": 9, "data_list": json([ENVELOPE])}), readable="no"),
    case("Android, the transport encrypted", "transport, encrypted",
         post_form("https://collect.example.org/sa", {
             "crc": java_hash(json([ENVELOPE])), "gzip": 13, "data_list": json([ENVELOPE])}), readable="no"),
    case("web, SM plugin", "web event, encrypted",
         post_form("https://collect.example.org/sa.gif", {
             "data": json(ENVELOPE), "ext": f"crc={java_hash(json(ENVELOPE))}", "gzip": 9}), readable="no"),
    case("web, AES plugin", "web event, AES plugin",
         post_form("https://collect.example.org/sa.gif", {
             "data": json(AES), "ext": f"crc={java_hash(json(AES))}", "gzip": 9}), readable="no"),
    case("an app's page", "events, form",
         post_form("https://collect.example.org/sa", list_form([event("$pageview", page())]))),
    case("an app's event alone, in a form", "one event, form", post_form("https://collect.example.org/sa", alone(phone(), person()))),
    case("an app's screen alone, in a form", "one event, form", post_form("https://collect.example.org/sa", alone(screen() | page(), {}))),
    case("an app's event alone, in the address", "one event, address", get("https://collect.example.org/sa", alone(phone(), person()))),
    case("an app's screen alone, in the address", "one event, address", get("https://collect.example.org/sa", alone(screen() | page(), {}))),
]
