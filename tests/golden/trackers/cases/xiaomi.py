# SPDX-License-Identifier: GPL-3.0-or-later
"""What Xiaomi's browsers and system send."""
from conversation import *
from encoders import b64, b64url, form, gzip, java_hash, json, opaque

SERVICES = {}

MD5 = "0f343b0931126a20f133d67c2b018a3b"


def whole(what, value):
    """Marks a table that is found as its JSON text."""
    see(what, json(value))
    return value


def browser(name, **properties):
    return {"type": "track", "event": see("interaction event", name), "time": see("time event time", TIME),
            "distinct_id": identifier("distinct_id", UUID),
            "properties": {"uuid": identifier("uuid", UUID), "platform": "AndroidApp",
                           "miui_region": see("device region", "IN"),
                           "miui_version": see("device system version", "V11.0.5.0.QCOINXM"), **properties}}


def browser_form(*events):
    data = b64(gzip(json(list(events))))
    return {"crc": java_hash(data), "gzip": 1, "data_list": data}


def spock(value):
    return {"value": b64url(json(value)), "ts": TIME, "nonce": MD5, "sign": MD5}


SERVICES["xiaomi"] = [
    case("the story of 2020: a search and its page", "browser events (Sensors Analytics)",
         post_form("https://sa.api.intl.miui.com/sa?project=global_browser_mini&r=IN", browser_form(
             browser("search", used_searchengine=see("interaction search engine", "google"),
                     search_word=see("search_query search words", PHRASE)),
             browser("page_load_event_finish", url=see("visited_url page address", PAGE))))),
    case("the gallery reports through the system", "system events (spock)",
         post_form("https://tracking.intl.miui.com/track/spock", spock(
             {"H": {"m": see("device model", "Redmi Note 8"), "r": see("device region", "IN"),
                    "g": gaid(), "b": identifier("imei_hash", MD5), "p": app("com.miui.gallery")},
              "B": [{"H": {"c": see("interaction event category", "album"), "k": see("interaction event", "open"),
                           "et": see("time event time", TIME)},
                     "B": whole("content event content", {"name": "Holidays"})}]}))),
    case("settings were opened", "system events (OneTrack, encrypted)",
         post("https://tracking.intl.miui.com/track/v4", opaque(480), "application/octet-stream",
              headers={"OT_SID": identifier("session_id", HEX32), "OT_ts": see("time time sent", TIME),
                       "OT_net": see("device network", "WIFI"), "OT_sender": app("com.android.settings"),
                       "OT_protocol": "3.0"}), readable="no"),
    case("a key is agreed on", "key agreement (OneTrack)",
         post_form("https://tracking.intl.miui.com/track/key_get", {"secretKey": b64(opaque(128))}), readable="no"),
    case("a tool of Xiaomi's", "system events (OneTrack, open)",
         post_json("https://tracking.miui.com/track/v4/o", [
             {"H": {"event": see("interaction event", "onetrack_dau"), "app_id": see("device app id", "31000000538"),
                    "instance_id": identifier("instance_id", UUID), "instance_id_type": "uuid",
                    "uid": see("account account", "1815121018"), "uid_type": "xiaomi",
                    "e_ts": see("time event time", TIME)}, "B": whole("content event content", {"command": "build"})}])),
    case("plain statistics", "statistics (MiStat)",
         post_form("https://data.mistat.intl.xiaomi.com/mistats", {
             "app_id": see("device app id", "2882303761517154077"), "app_key": "5131715415077",
             "device_id": identifier("imei_hash", HEX32.upper()), "mistatv": 1,
             "stat_value": whole("content statistics", [{"category": "mistat_pv", "values": [{"key": "Home"}]}]), "sign": MD5})),
    case("version 3 with the server's key", "statistics (MiStat 3)",
         post_form("https://data.mistat.intl.xiaomi.com/mistats/v3", {
             "ai": see("device app id", "2882303761517154077"), "sv": "3.0.12", "pv": "3.0",
             "rg": see("device region", "IN"), "p": b64(opaque(96)), "fc": 0, "sid": "a1b2", "sn": MD5}),
         readable="partly"),
]
