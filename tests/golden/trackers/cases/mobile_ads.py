# SPDX-License-Identifier: GPL-3.0-or-later
"""Advertising networks inside apps, and who brought the app."""
from conversation import *
from encoders import b64, form, json, ndjson, opaque

SERVICES = {}
SESSION = "9f3c1b7e-aaaa-4bbb-8ccc-0123456789ab"


def session(value=SESSION):
    return identifier("session_id", value)


def screen(value="org.example.notes.DiaryActivity"):
    return see("interaction screen", value)


def idfa():
    return identifier("idfa", IDFA)


def idfv():
    return identifier("idfv", IDFV)


SERVICES["unity"] = [
    case("settings", "ad configuration",
         get("https://publisher-config.unityads.unity3d.com/games/3268074/configuration", {
             "bundleId": app(), "advertisingTrackingId": gaid(), "analyticsUserId": identifier("user_id", HEX32), "limitAdTracking": "false"})),
    case("an ad", "ad request",
         post_json("https://auction.unityads.unity3d.com/v6/games/3268074/requests", {"placements": {}},
                   {"bundleId": app(), "advertisingTrackingId": gaid()})),
    case("a game begins", "game analytics",
         post("https://cdp.cloud.unity3d.com/v1/events", ndjson(
             {"common": {"appid": UUID2, "userid": identifier("user_id", HEX32), "sessionid": session("4711081547110815"), "adsid": gaid()}},
             {"type": see("interaction event", "ads.analytics.deviceInfo.v1"), "msg": {"ts": TIME, "app_name": app(), "model": see("device model", "Redmi Note 8")}},
             {"type": see("interaction event", "analytics.appStart.v1"), "msg": {"ts": TIME}}), "application/json")),
    case("an ad for a known player", "ad request",
         post_json("https://auction.unityads.unity3d.com/v6/games/3268074/requests", {"placements": {}},
                   {"bundleId": app(), "analyticsUserId": identifier("user_id", HEX32)})),
]

DEVICE = {"platform": "android", "os": "10"}
SERVICES["applovin"] = [
    case("settings", "settings and ads",
         post_json("https://ms.applovin.com/5.0/i", {
             "device_info": DEVICE | {"idfa": gaid(), "model": see("device model", "Redmi Note 8")}, "app_info": {"package_name": app()}})),
    case("the device", "device",
         post_json("https://d.applovin.com/2.0/device", {
             "device_info": DEVICE | {"idfa": gaid(), "model": see("device model", "Redmi Note 8")}, "app_info": {"package_name": app()}})),
    case("an ad was seen", "pixel", get("https://rt.applovin.com/4.0/pix", {"type": "impression", "p": opaque(60).hex()}), "partly"),
]

SERVICES["ironsource"] = [
    case("base64 in the query", "logs",
         get("https://logs.ironsrc.mobi/logs", {"data": b64(json({"table": "super.dwh.track_events", "data": {
             "deviceid": gaid(), "bundleid": app(), "event": "init"}}))})),
    case("start", "start", get("https://init.supersonicads.com/sdk/v7.1", {"platform": "android", "request": b64(opaque(240))}), "partly"),
    case("events", "mediation events", post_json("https://outcome-ssp.supersonicads.com/mediation", {"data": "x"}), "partly"),
]

SERVICES["chartboost"] = [
    case("base64 in JSON", "start",
         post_json("https://live.chartboost.com/api/install", {
             "identity": b64(json({"gaid": gaid(), "uuid": HEX32})), "bundle_id": app(), "session_id": session()})),
    case("an iPhone", "ad request",
         post_json("https://da.chartboost.com/auction/sdk/banner", {
             "device": {"identity": b64(json({"ifa": idfa()}))}, "app": {"bundle_id": app("org.example.notes.ios"), "session_id": session()}})),
    case("an ad", "ad request",
         post_json("https://live.chartboost.com/webview/v2/prefetch", {"device": {"identity": b64(json({"gaid": gaid()}))}, "app": {"bundle_id": app()}})),
    case("start, an iPhone", "start",
         post_json("https://live.chartboost.com/api/config", {"identity": b64(json({"ifa": idfa()})), "bundle_id": app("org.example.notes.ios")})),
]

SERVICES["singular"] = [
    case("a start", "sessions and events",
         get("https://sdk-api-v1.singular.net/api/v1/start", {
             "a": "example_key", "p": "Android", "i": app(), "aifa": gaid(), "asid": identifier("app_set_id", UUID), "andi": android_id(),
             "custom_user_id": identifier("user_id", "u-1042")})),
    case("an event", "sessions and events",
         get("https://s2s.singular.net/api/v1/evt", {
             "a": "example_key", "p": "iOS", "i": app("org.example.notes.ios"), "idfa": idfa(), "idfv": idfv(),
             "n": see("interaction event", "sng_search"), "e": see("content event properties", PHRASE)})),
]

SERVICES["vungle"] = [
    case("first start", "first start", get("https://api.vungle.com/api/v5/new", {"app_id": HEX32, "ifa": gaid()})),
    case("settings", "configuration and ads",
         post_json("https://ads.api.vungle.com/config", {
             "device": {"ifa": gaid(), "ext": {"vungle": {"android": {"gaid": GAID}}}}, "app": {"bundle": app(), "id": HEX32}})),
    case("settings, an iPhone", "configuration and ads",
         post_json("https://ads.api.vungle.com/config", {"device": {"ext": {"vungle": {"ios": {"idfv": idfv()}}}}, "app": {"bundle": app("org.example.notes.ios")}})),
]

SERVICES["inmobi"] = [
    case("an ad", "ad request", get("https://api.w.inmobi.com/showad/v3/vast", {"plid": "1610532934699", "ifa": gaid()})),
    case("settings", "SDK", post_form("https://config.inmobi.com/config-server/v1/config/secure.cfg", {"im-accid": HEX32}), "partly"),
]

SERVICES["mintegral"] = [
    case("settings", "settings", get("https://configure.rayjump.com/setting", {"gaid": gaid(), "pn": app(), "platform": 1})),
    case("a report", "analytics", post_form("https://analytics.rayjump.com/", {
        "package_name": app(), "data": form({"key": 2000006, "gaid": gaid(), "network_type": 9})})),
    case("settings, an iPhone", "settings", get("https://configure.rayjump.com/setting", {"idfa": idfa(), "idfv": idfv(), "pn": app("org.example.notes.ios"), "platform": 2})),
    case("settings, the app in other words", "settings", get("https://setting.rayjump.com/setting", {"gaid": gaid(), "package_name": app()})),
    case("a report, fields of its own", "analytics", post_form("https://analytics.rayjump.com/", {"gaid": gaid(), "pn": app(), "key": 2000006})),
]

SERVICES["startio"] = [
    case("a start", "events",
         post_json("https://infoevent.startappservice.com/tracking/infoEvent", {
             "userAdvertisingId": gaid(), "packageId": app(), "appActivity": screen(), "clientSessionId": session(), "category": "general"})),
    case("a download", "downloads",
         get("https://trackdownload.startappservice.com/trackdownload/api/1.0/trackdownload", {
             "userAdvertisingId": gaid(), "packageId": app(), "appActivity": screen(), "clientSessionId": session()})),
]

SERVICES["adcolony"] = [
    case("start", "start",
         post_json("https://adc3-launch.adcolony.com/v4/launch", {
             "advertiser_id": gaid(), "device_id": identifier("device_id", HEX32), "mac_address": identifier("mac", "0c:1d:af:5e:77:88"),
             "app_bundle_name": app("Notes")})),
    case("an iPhone", "configuration",
         post_json("https://ads30.adcolony.com/configure", {"vendor_id": idfv(), "sid": session(), "bundle_id": app("org.example.notes.ios")})),
    case("an Android phone", "configuration",
         post_json("https://ads30.adcolony.com/configure", {"advertiser_id": gaid(), "sid": session(), "bundle_id": app()})),
]

SERVICES["mopub"] = [
    case("start", "start, consent and ads",
         post_json("https://ads.mopub.com/m/open", {"udid": identifier("device_id", "mopub:" + UUID2), "bundle": app(), "consent_ifa": gaid(), "id": APP})),
    case("an iPhone", "start, consent and ads",
         post_json("https://ads.mopub.com/m/ad", {"ifv": idfv(), "bundle": app("org.example.notes.ios")})),
]

SERVICES["apple_ads"] = [
    case("where the app came from", "attribution",
         post_json("https://ca.iadsdk.apple.com/adserver/attribution/v2", {
             "toroId": identifier("device_id", UUID), "anonymousDemandId": identifier("device_id", UUID2), "bundleId": app("org.example.notes.ios")})),
]

SERVICES["kochava"] = [
    case("a search", "installation and events",
         post_json("https://control.kochava.com/track/json", {
             "action": "event", "kochava_app_id": "konotes-1", "kochava_device_id": identifier("device_id", "KA4500" + HEX32),
             "data": {"device_ids": {"adid": gaid(), "android_id": android_id()}, "usertime": 1588291200,
                      "event_name": see("interaction event", "Search"), "event_data": {"words": see("content event property", PHRASE)}}})),
    case("a place", "installation and events",
         post_json("https://control.kochava.com/track/json", {
             "action": "update", "kochava_app_id": "konotes-1", "kochava_device_id": identifier("device_id", "KA4500" + HEX32),
             "data": {"device_ids": {"idfa": idfa()}, "location": {"lat": see("location latitude", "52.5186"), "lon": see("location longitude", "13.4081")}}})),
    case("start", "start", post_json("https://kvinit-prod.api.kochava.com/track/kvinit", {
        "action": "init", "kochava_app_id": "konotes-1", "kochava_device_id": identifier("device_id", "KA4500" + HEX32)})),
]

SERVICES["tenjin"] = [
    case("query", "events", get("https://track.tenjin.io/v0/event", {"advertising_id": gaid(), "bundle_id": app(), "event": see("interaction event", "search"), "platform": "android"})),
    case("form", "events", post_form("https://track.tenjin.io/v0/event", {"advertising_id": gaid(), "bundle_id": app(), "event": see("interaction event", "search")})),
    case("an advertisement", "links", get("https://track.tenjin.io/v0/click/abcdef", {"advertising_id": gaid()})),
]

SERVICES["flurry"] = [
    case("a report", "reports", post("https://data.flurry.com/aap.do", opaque(400, 7), "application/octet-stream"), "no"),
]
