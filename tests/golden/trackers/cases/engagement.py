# SPDX-License-Identifier: GPL-3.0-or-later
"""Marketing, self-hosted analytics and attribution."""
from conversation import *
from encoders import b64url, form, json, lzstring_b64, opaque

SERVICES = {}

SERVICES["braze"] = [
    case("an event, and who the person is", "events",
         post_json("https://sdk.iad-01.braze.com/api/v3/data/", {
             "api_key": UUID2, "time": 1588291200, "device_id": identifier("device_id", UUID), "device": {"os_version": "10"},
             "events": [{"name": "ce", "time": 1588291200.1, "session_id": identifier("session_id", UUID2),
                         "user_id": identifier("user_id", "u-1042"),
                         "data": {"n": see("interaction event", "searched"), "p": {"words": see("content event property", PHRASE)}}}],
             "attributes": [{"email": see("contact e-mail address", MAIL), "phone": see("contact phone number", PHONE),
                             "first_name": see("contact first name", "Ada")}]})),
    wire("web-sdk in a page: an event", "events", "braze_web_event", "identifier device_id = bf4bcb20-7b54-4d73-af78-307b25c870e6", "identifier user_id = u-1042",
         "identifier session_id = b4159ed9-6f9d-4fd2-9351-b8083caab20d", "interaction event = searched", "content event property = " + PHRASE),
    wire("web-sdk in a page: the person", "events", "braze_web_person", "identifier device_id = bf4bcb20-7b54-4d73-af78-307b25c870e6",
         "identifier user_id = u-1042", "contact e-mail address = " + MAIL),
    case("where messages go", "events",
         post_json("https://sdk.fra-01.braze.eu/api/v3/data/", {
             "api_key": UUID2, "device_id": identifier("device_id", UUID), "attributes": [
                 {"user_id": identifier("user_id", "u-1042"), "push_token": identifier("push_token", "dQw4w9WgXcQ:APA91bExampleExampleExample")}]})),
]

SERVICES["clevertap"] = [
    case("a page: LZString in the query", "events of a page",
         get("https://eu1.clevertap-prod.com/a", {"t": 96, "type": "push", "d": lzstring_b64(json({
             "type": "event", "g": identifier("device_id", HEX32), "evtName": see("interaction event", "Searched"),
             "evtData": {"words": see("content event property", PHRASE)}, "id": "TEST-123", "s": 1588291200, "pg": 2}))})),
    case("a page: the profile", "events of a page",
         get("https://in1.clevertap-prod.com/a", {"t": 96, "d": lzstring_b64(json({
             "type": "profile", "g": identifier("device_id", HEX32), "profile": {
                 "Identity": identifier("user_id", "u-1042"), "Email": see("contact e-mail address", MAIL),
                 "Phone": see("contact phone number", PHONE)}}))})),
    case("an app", "events of an app",
         post_json("https://eu1.clevertap-prod.com/a1", [
             {"g": identifier("device_id", "__g" + HEX32), "type": "meta", "af": {"GoogleAdID": gaid(), "OS Version": "10"}},
             {"type": "event", "evtName": see("interaction event", "Searched"), "evtData": {"words": see("content event property", PHRASE)}, "ep": 1588291200},
             {"type": "profile", "profile": {"Identity": identifier("user_id", "u-1042"), "Email": see("contact e-mail address", MAIL)}}],
             {"os": "Android", "t": 40302, "z": "TEST-123", "ts": 1588291200})),
    wire("clevertap-web-sdk in a page: a view", "events of a page", "clevertap_web",
         "visited_url page = https://clevertap.sdk.example.org/pregnancy-tests?step=2", "visited_url referrer = start.example.org"),
    case("an app, a phone number", "events of an app",
         post_json("https://eu1.clevertap-prod.com/a1", [
             {"g": identifier("device_id", "__g" + HEX32), "type": "meta"},
             {"type": "profile", "profile": {"Identity": identifier("user_id", "u-1042"), "Phone": see("contact phone number", PHONE)}}],
             {"os": "Android", "t": 40302, "z": "TEST-123", "ts": 1588291200})),
]

COUNTLY = {"app_key": HEX32, "timestamp": TIME, "sdk_name": "javascript_native_web"}
SERVICES["countly"] = [
    case("a search", "events, query",
         get("https://stats.example.org/i", COUNTLY | {
             "device_id": identifier("device_id", UUID), "location": see("location place", "52.5186,13.4081"),
             "events": [{"key": see("interaction event", "search"), "count": 1, "segmentation": {"words": see("content event property", PHRASE)}}],
             "user_details": {"name": see("contact name", "Ada Example"), "email": see("contact e-mail address", MAIL)},
             "metrics": {"_os": "Android", "_device": see("device model", "Redmi Note 8")}})),
    case("a screen", "events, form",
         post_form("https://stats.example.org/countly/i", COUNTLY | {
             "device_id": identifier("device_id", UUID),
             "events": [{"key": see("interaction event", "[CLY]_view"), "segmentation": {"name": see("content event property", "Diary")}}]})),
    case("what is switched on", "remote configuration",
         get("https://stats.example.org/o/sdk", {"method": "rc", "app_key": HEX32, "device_id": identifier("device_id", UUID)})),
    wire("Node, as it is", "events, query", "countly_node", "identifier device_id = " + UUID, "interaction event = search",
         "content event property = " + PHRASE),
    case("a phone number", "events, query",
         get("https://stats.example.org/i", COUNTLY | {"device_id": identifier("device_id", UUID), "user_details": {"phone": see("contact phone number", PHONE)}})),
    case("a person, a place, a phone", "events, form",
         post_form("https://stats.example.org/i", COUNTLY | {
             "device_id": identifier("device_id", UUID), "location": see("location place", "52.5186,13.4081"),
             "user_details": {"email": see("contact e-mail address", MAIL)}, "metrics": {"_device": see("device model", "Redmi Note 8")}})),
]

SCHEMA = "iglu:com.snowplowanalytics.snowplow/"


def contexts(*several):
    return json({"schema": SCHEMA + "contexts/jsonschema/1-0-1", "data": [
        {"schema": SCHEMA + "mobile_context/jsonschema/1-0-3", "data": data} for data in several]})


SERVICES["snowplow"] = [
    case("a page, and an event with contexts in base64", "events",
         post_json("https://collect.example.org/com.snowplowanalytics.snowplow/tp2", {
             "schema": SCHEMA + "payload_data/jsonschema/1-0-4", "data": [
                 {"e": "pv", "url": see("visited_url page", PAGE), "refr": see("visited_url referrer", "https://www.example.org/"),
                  "page": see("content page title", "Pregnancy tests"), "duid": identifier("device_id", UUID),
                  "sid": identifier("session_id", UUID2), "uid": identifier("user_id", "u-1042"), "tv": "js-4.8", "aid": "shop"},
                 {"e": "ue", "ue_px": b64url(json({"schema": SCHEMA + "unstruct_event/jsonschema/1-0-0", "data": {
                     "schema": "iglu:org.example/search/jsonschema/1-0-0", "data": {"words": see("content event property", PHRASE)}}}), False),
                  "cx": b64url(json({"schema": SCHEMA + "contexts/jsonschema/1-0-0", "data": [
                      {"schema": SCHEMA + "mobile_context/jsonschema/1-0-3", "data": {"osType": "android", "androidIdfa": gaid()}},
                      {"schema": SCHEMA + "geolocation_context/jsonschema/1-1-0", "data": {
                          "latitude": see("location latitude", 52.5186), "longitude": see("location longitude", 13.4081)}}]}), False)}]})),
    case("one page", "one event, query",
         get("https://collect.example.org/i", {"e": "pv", "tv": "js-2.18", "aid": "shop", "p": "web", "url": see("visited_url page", PAGE),
                                               "duid": identifier("device_id", UUID)})),
    wire("Node, as it is", "events", "snowplow_node", "identifier user_id = u-1042", "visited_url page = " + PAGE,
         "content page title = Pregnancy tests", "content event property = " + PHRASE),
    wire("browser-tracker in a page", "events", "snowplow_web", "identifier device_id = ca4667db-ba76-4407-8db6-e9d4bc8a2f93",
         "identifier session_id = 3b87459f-85cb-486e-a63a-d7689875f404", "content page title = Pregnancy tests",
         "visited_url page = https://snowplow.sdk.example.org/pregnancy-tests?step=2", "visited_url referrer = https://start.example.org/"),
    case("an event of the old kind, contexts as they are", "events",
         post_json("https://collect.example.org/com.snowplowanalytics.snowplow/tp2", {
             "schema": SCHEMA + "payload_data/jsonschema/1-0-4", "data": [
                 {"e": "se", "se_ca": "diary", "se_ac": see("interaction event", "delete"), "tv": "ios-2.2", "aid": "notes", "co": contexts({"appleIdfa": identifier("idfa", IDFA)})},
                 {"e": "se", "tv": "ios-2.2", "aid": "notes", "cx": b64url(contexts({"appleIdfa": identifier("idfa", IDFA)}), False)}]})),
    case("an Android phone, contexts as they are", "events",
         post_json("https://collect.example.org/com.snowplowanalytics.snowplow/tp2", {
             "schema": SCHEMA + "payload_data/jsonschema/1-0-4", "data": [
                 {"e": "ue", "tv": "andr-2.2", "aid": "notes", "co": contexts({"androidIdfa": gaid()}, {
                     "latitude": see("location latitude", 52.5186), "longitude": see("location longitude", 13.4081)}),
                  "ue_pr": json({"schema": SCHEMA + "unstruct_event/jsonschema/1-0-0", "data": {
                      "schema": "iglu:org.example/search/jsonschema/1-0-0", "data": {"words": see("content event property", PHRASE)}}})}]})),
    case("a page and who reads it", "one event, query",
         get("https://collect.example.org/i", {"e": "pv", "tv": "js-2.18", "aid": "shop", "p": "web", "uid": identifier("user_id", "u-1042"),
                                               "refr": see("visited_url referrer", "https://www.example.org/")})),
    case("a cookie of the collector's network", "events",
         post_json("https://collect.example.org/com.snowplowanalytics.snowplow/tp2", {
             "schema": SCHEMA + "payload_data/jsonschema/1-0-4", "data": [
                 {"e": "pv", "tv": "js-2.18", "aid": "shop", "nuid": identifier("device_id", UUID2), "url": see("visited_url page", PAGE)}]})),
]

SERVICES["matomo"] = [
    case("a search on a site", "events, query",
         get("https://stats.example.org/matomo/matomo.php", {
             "idsite": 1, "rec": 1, "_id": identifier("device_id", "a3f5c81b9e02d74c"), "uid": identifier("user_id", "u-1042"),
             "url": see("visited_url page", PAGE), "urlref": see("visited_url referrer", "https://www.example.org/"),
             "search": see("search_query search words", PHRASE), "action_name": see("content page title", "Results")})),
    case("a place, an event, a link", "events, query",
         get("https://stats.example.org/piwik.php", {
             "idsite": 1, "rec": 1, "lat": see("location latitude", "52.5186"), "long": see("location longitude", "13.4081"),
             "e_c": "diary", "e_a": see("interaction event", "delete"), "link": see("visited_url link", "https://pay.example.org/")})),
    case("a form", "events, form",
         post_form("https://stats.example.org/piwik.php", {
             "idsite": 1, "rec": 1, "_id": identifier("device_id", "a3f5c81b9e02d74c"), "url": see("visited_url page", PAGE),
             "action_name": see("content page title", "Pregnancy tests")})),
    case("a search, POST", "events, form",
         post_form("https://stats.example.org/matomo.php", {
             "idsite": 1, "rec": 1, "uid": identifier("user_id", "u-1042"), "search": see("search_query search words", PHRASE)})),
    case("a visitor the site has named", "events, query",
         get("https://stats.example.org/matomo.php", {"idsite": 1, "rec": 1, "cid": identifier("device_id", "a3f5c81b9e02d74c"), "url": see("visited_url page", PAGE)})),
]

SERVICES["adjust"] = [
    case("an event", "sessions and events",
         post_form("https://app.adjust.com/event", {
             "app_token": "abc123def456", "gps_adid": gaid(), "android_uuid": identifier("instance_id", UUID), "package_name": app(),
             "event_token": see("interaction event", "abc123"), "fb_anon_id": identifier("fb_anon_id", "XZ" + UUID2),
             "callback_params": {"search_word": see("content callback parameter", PHRASE)},
             "partner_params": {"user": see("content partner parameter", "u-1042")}})),
    case("a phone made for China", "sessions and events",
         post_form("https://app.adjust.world/session", {
             "oaid": identifier("oaid", OAID), "imei": identifier("imei", IMEI), "android_id": android_id(), "package_name": app()})),
    case("an iPhone", "sessions and events",
         post_form("https://app.eu.adjust.com/session", {
             "idfa": identifier("idfa", IDFA), "idfv": identifier("idfv", IDFV), "bundle_id": app("org.example.notes.ios"),
             "persistent_ios_uuid": identifier("device_id", UUID2)})),
    case("which advertisement", "attribution",
         get("https://app.adjust.com/attribution", {"gps_adid": gaid(), "android_uuid": identifier("instance_id", UUID), "package_name": app()})),
    wire("adjust-web-sdk in a page", "sessions and events", "adjust_web_event", "identifier instance_id = 2f88a724-3fa2-4774-8e10-9a2739e7a7aa",
         "interaction event = abc123", "content callback parameter = " + PHRASE),
    wire("adjust-web-sdk, the session", "sessions and events", "adjust_web_session", "identifier instance_id = 2f88a724-3fa2-4774-8e10-9a2739e7a7aa"),
    case("which advertisement, an iPhone", "attribution",
         get("https://app.adjust.com/attribution", {"idfa": identifier("idfa", IDFA), "bundle_id": app("org.example.notes.ios")})),
    case("an iPhone and a hub of devices", "sessions and events",
         post_form("https://app.adjust.com/session", {
             "ios_uuid": identifier("instance_id", UUID), "external_device_id": identifier("device_id", "kiosk-7"), "bundle_id": app("org.example.notes.ios")})),
    case("which advertisement, a page", "attribution",
         get("https://app.adjust.com/attribution", {"web_uuid": identifier("instance_id", UUID)})),
]

SERVICES["branch"] = [
    case("the first start", "opening and closing",
         post_json("https://api2.branch.io/v1/install", {
             "hardware_id": identifier("device_id", ANDROID_ID), "google_advertising_id": gaid(), "local_ip": see("device local address", "192.168.43.17"),
             "cd": {"pn": app()}, "identity": identifier("user_id", "u-1042"), "device_fingerprint_id": identifier("device_id", "784512369854712365"),
             "metadata": {"$mixpanel_distinct_id": identifier("distinct_id", UUID), "$segment_anonymous_id": identifier("anonymous_id", UUID2)}})),
    case("a search", "events",
         post_json("https://api2.branch.io/v2/event/standard", {
             "name": see("interaction event", "SEARCH"), "event_data": {"search_query": see("search_query search words", PHRASE)},
             "custom_data": {"tab": see("content event property", "private")},
             "user_data": {"aaid": gaid(), "android_id": android_id(), "developer_identity": identifier("user_id", "u-1042")}})),
    case("a short link", "links", post_json("https://api2.branch.io/v1/url", {"branch_key": "key_test_abc"})),
    case("the first start, an iPhone", "opening and closing",
         post_json("https://api2.branch.io/v1/install", {
             "ios_vendor_id": identifier("idfv", IDFV), "hardware_id": identifier("device_id", IDFV), "ios_bundle_id": app("org.example.notes.ios"),
             "metadata": {"$google_analytics_client_id": identifier("ga_client_id", "1234567890.1588291200")}})),
    case("an app opened", "opening and closing",
         post_json("https://api2.branch.io/v1/open", {"advertising_ids": {"aaid": gaid()}, "identity_id": identifier("user_id", "784512369854712366"), "cd": {"pn": app()}})),
    case("an event of an iPhone", "events",
         post_json("https://api2.branch.io/v2/event/custom", {
             "name": see("interaction event", "opened diary"),
             "user_data": {"idfa": identifier("idfa", IDFA), "local_ip": see("device local address", "192.168.43.17")}})),
]

SERVICES["appsflyer"] = [
    case("plain, as until 2020", "app events until 2020",
         post_json("https://t.appsflyer.com/api/v4/androidevent", {
             "uid": identifier("appsflyer_id", "1588291200123-4711081547110815"), "advertiserId": gaid(), "android_id": android_id(),
             "imei": identifier("imei", IMEI), "carrier": see("device carrier", "Example Mobile"), "eventName": see("interaction event", "af_search"),
             "eventValue": see("content event properties", PHRASE)},
             {"buildnumber": "4.8.20", "app_id": app()})),
    case("encrypted", "app events",
         post("https://abcdef.launches.appsflyersdk.com/api/v6.12/androidevent", opaque(900), "application/octet-stream",
              {"app_id": app(), "buildnumber": "6.12.1"}), "partly"),
    case("which advertisement", "conversion data",
         get("https://gcdsdk.appsflyer.com/install_data/v4.0/org.example.notes", {
             "devkey": "AbCdEf", "device_id": identifier("appsflyer_id", "1588291200123-4711081547110815")})),
    case("a phone made for China", "app events until 2020",
         post_json("https://t.appsflyer.com/api/v4/androidevent", {
             "uid": identifier("appsflyer_id", "1588291200123-4711081547110815"), "oaid": identifier("oaid", OAID)},
             {"buildnumber": "5.3.0", "app_id": app()})),
]

HASH = "b4c9a289323b21a01c3e940f150eb9b8c542587f1abfd8f0e1cc1ffc5e475514"
EXTINFO = ["a2", APP, 42, "1.4.2", "10", "Redmi Note 8", "en_IN", "GMT+5:30", "", 1080, 2130, "2.75", 8, 52, 11, "Asia/Kolkata"]


def app_events():
    app()
    see("device model", "Redmi Note 8")
    return {"event": see("interaction event", "CUSTOM_APP_EVENTS"), "advertiser_id": gaid(), "anon_id": identifier("fb_anon_id", "XZ" + UUID),
            "application_package_name": APP, "extinfo": json(EXTINFO)}


SERVICES["facebook"] = [
    case("a search, form", "app events",
         post_form("https://graph.facebook.com/v12.0/123456789/activities", app_events() | {
             "custom_events": [{"_eventName": see("interaction event", "fb_mobile_search"), "_ui": see("interaction screen", "DiaryActivity"),
                                "fb_search_string": see("search_query search words", PHRASE)}]})),
    case("JSON", "app events",
         post_json("https://graph.facebook.com/v16.0/123456789/activities", app_events() | {"app_user_id": identifier("user_id", "u-1042")})),
    case("several in one", "batched requests",
         post_form("https://graph.facebook.com/v16.0", {
             "batch_app_id": see("device Facebook's ID of the app", "123456789"),
             "batch": [{"method": "POST", "relative_url": see("content request", "123456789/activities?" + form({
                 "advertiser_id": GAID, "anon_id": "XZ" + UUID}))}]})),
    case("what is switched on", "app settings", get("https://graph.facebook.com/v16.0/app", {"fields": "supports_implicit_sdk_logging"})),
    case("an ad", "Audience Network",
         post_form("https://graph.facebook.com/network_ads_common", {"IDFA": gaid(), "BUNDLE": app(), "SESSION_ID": identifier("session_id", UUID2), "MODEL": "Redmi Note 8"})),
    case("an ad in a web view", "Audience Network, web",
         post_form("https://www.facebook.com/adnw_sync2", {"payload": {"context": {
             "IDFA": gaid(), "BUNDLE": app(), "SESSION_ID": identifier("session_id", UUID2)}}})),
    case("a page", "pixel",
         get("https://www.facebook.com/tr/", [
             ("id", 123), ("ev", see("interaction event", "Search")), ("dl", see("visited_url page", PAGE)), ("rl", ""),
             ("cd[search_string]", see("search_query search words", PHRASE)), ("fbp", identifier("fb_browser_id", "fb.1.1588291200123.1234567890")),
             ("ud[em]", see("contact hashed e-mail address", "b4c9a289323b21a01c3e940f150eb9b8c542587f1abfd8f0e1cc1ffc5e475514"))],
             {"Cookie": "datr=" + identifier("fb_browser_id", "aBcDeFgHiJkLmNoPqRsTuVwX") + "; c_user=" + see("account Facebook account", "100001234567890")})),
    case("where messages go, and whose phone it is", "app events",
         post_form("https://graph.facebook.com/v16.0/123456789/activities", app_events() | {
             "device_token": identifier("push_token", "dQw4w9WgXcQ:APA91bExampleExampleExample"),
             "ud": {"em": see("contact hashed e-mail address", HASH)}})),
    case("a product", "pixel",
         get("https://www.facebook.com/tr/", [
             ("id", 123), ("ev", see("interaction event", "ViewContent")), ("dl", see("visited_url page", PAGE)),
             ("rl", see("visited_url referrer", "https://www.example.org/")), ("cd[content_name]", see("content content", "Pregnancy test, early")),
             ("ud[ph]", see("contact hashed phone number", HASH))])),
    case("what a form of the page held", "pixel",
         get("https://www.facebook.com/tr/", [
             ("id", 123), ("ev", see("interaction event", "SubscribedButtonClick")), ("dl", see("visited_url page", PAGE)),
             ("udff[em]", see("contact hashed e-mail address", HASH))])),
]
