# SPDX-License-Identifier: GPL-3.0-or-later
"""What Xiaomi's browsers and system send."""
import hashlib

from conversation import *
from encoders import aes, b64, b64url, form, gzip, java_hash, json, opaque

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


MISTAT_APP, MISTAT_KEY, MISTAT_PHONE = "2882303761517154077", "5131715415077", HEX32.upper()


def mistat(version, content):
    """A report of MiStat 1 and 2, whose key is made of what stands in the form."""
    def digest(*parts):
        return hashlib.md5(("seed:" + "-".join(parts)).encode()).hexdigest().upper()[:16]

    key = digest(MISTAT_APP, MISTAT_KEY, MISTAT_PHONE)
    iv = digest(MISTAT_PHONE, MISTAT_KEY, MISTAT_APP) if version == 5 else None
    return {"app_id": see("device app id", MISTAT_APP), "app_key": MISTAT_KEY, "device_id": identifier("imei_hash", MISTAT_PHONE),
            "mistatv": version, "stat_value": aes(key, json(content), iv).hex(), "sign": MD5}


def mistat3(content):
    """A report of MiStat 3 before the first key of the server: the key travels in sid."""
    key, iv = bytes(range(0, 256, 17)), "cfbsdfgsdfxccvd1"
    return {"ai": see("device app id", MISTAT_APP), "sv": "3.0.12", "pv": "3.0", "rg": see("device region", "IN"), "fc": 1,
            "p": b64(aes(key, gzip(json(content)), iv)),
            "sid": aes(bytes.fromhex("4ef8b4ac42dbc3f95320b73ae0edbd43"), f"{key.hex()}_{TIME}", iv).hex(), "sn": MD5}


def unpublished(name, endpoint, url):
    """A request of which no more is known than where it goes."""
    return case(name, endpoint, post(url, opaque(200, len(url)), "application/octet-stream"), "partly")


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
    case("MiStat 3: AES-ECB with a key from the form", "statistics (MiStat)",
         post_form("https://data.mistat.intl.xiaomi.com/mistats/v2", mistat(3, whole("content statistics", [{"category": "mistat_pv", "values": [{"key": "Album"}]}])))),
    case("MiStat 5: AES-CBC with key and IV from the form", "statistics (MiStat)",
         post_form("https://data.mistat.india.xiaomi.com/mistats/v2", mistat(5, whole("content statistics", [{"category": "mistat_pv", "values": [{"key": "Trash"}]}])))),
    case("version 3 with the key in the same form", "statistics (MiStat 3)",
         post_form("https://data.mistat.rus.xiaomi.com/mistats/v3", mistat3({
             "id": identifier("device_id", "4a3b2c1d5e6f"), "aii": identifier("instance_id", UUID2), "rc": "RU",
             "es": [{"e": see("interaction event", "search")}]})),
         readable="partly"),
    unpublished("a key, please", "statistics (MiStat, key and settings)", "https://data.mistat.intl.xiaomi.com/key_get"),
    case("as before spock", "system events, older",
         post_form("https://tracking.miui.com/tracks", {
             "s": MD5, "t": TIME, "value": b64url(json({"H": {"g": gaid(), "p": app("com.miui.gallery")}, "B": []}))})),
    unpublished("a browser in China", "browser events, China", "https://t.browser.miui.com/"),
    case("settings", "SDK configuration", get("https://sdkconfig.ad.intl.xiaomi.com/api/v4/detail/config", {"p": "com.miui.analytics"})),
    case("logged in: the id from before, and the phone's", "browser events (Sensors Analytics)",
         post_form("https://sa.api.intl.miui.com/sa?project=global_browser_mini&r=IN", browser_form(
             browser("page_load_event_start", **{"$device_id": android_id()}) | {"original_id": identifier("original_id", UUID2)}))),
    case("an app reports for another", "system events (spock)",
         post_form("https://tracking.intl.miui.com/track/spock", spock(
             {"H": {"p": app("com.miui.analytics")},
              "B": [{"H": {"p": app("com.miui.notes"), "k": see("interaction event", "open"), "et": see("time event time", TIME)},
                     "B": whole("content event content", {"name": "Diary"})}]}))),
]

SERVICES["xiaomi_ads"] = [unpublished("an ad", "advertisements", "https://api.ad.intl.xiaomi.com/")]

SERVICES["xiaomi_push"] = [
    unpublished("a phone", "registration", "https://register.xmpush.global.xiaomi.com/pass/v2/register"),
    case("servers", "server list", get("https://resolver.msg.global.xiaomi.net/gslb/", {"ver": "4.0"})),
]
