# SPDX-License-Identifier: GPL-3.0-or-later
"""Audience measurement, performance, session replay, messaging."""
from conversation import *
from encoders import gzip, json, ndjson, opaque

SERVICES = {}
REFERRER = "https://www.example.org/"
BINARY = "application/octet-stream"


def page(value=PAGE):
    return see("visited_url page", value)


def referrer():
    return see("visited_url referrer", REFERRER)


def title(what="page title"):
    return see("content " + what, "Pregnancy tests")


def event(name):
    return see("interaction event", name)


def screen(name="DiaryActivity"):
    return see("interaction screen", name)


def user(value="u-1042"):
    return identifier("user_id", value)


def device(value=UUID):
    return identifier("device_id", value)


def session(value="9f3c1b7e-aaaa-4bbb-8ccc-0123456789ab"):
    return identifier("session_id", value)


def mail():
    return see("contact e-mail address", MAIL)


def cookie(name, mark):
    return {"Cookie": f"{name}={mark}"}


def unpublished(name, endpoint, url):
    """A request of which no more is known than where it goes."""
    return case(name, endpoint, post(url, opaque(300, len(url)), BINARY), "partly")


ECID = "12345678901234567890123456789012345678"


def ecid():
    return identifier("adobe_ecid", ECID)


SERVICES["adobe"] = [
    case("a page", "Analytics, query",
         get("https://example.sc.omtrdc.net/b/ss/examplesuite/1/JS-2.22.0/s123", {
             "AQB": 1, "mid": ecid(), "g": page(), "r": referrer(), "pageName": see("interaction page", "shop:tests"), "pev1": see("visited_url link", "https://pay.example.org/")})),
    case("an app", "Analytics, form",
         post_form("https://metrics.example.org/b/ss/examplesuite/0/JAVA-4.18/s123", {"ndh": 1, "g": page("https://app.example.org/diary"), "pageName": see("interaction page", "Diary"), "mid": ecid()})),
    case("the edge network", "Experience Edge",
         post_json("https://edge.adobedc.net/ee/v1/interact", {
             "xdm": {"identityMap": {"ECID": [{"id": ecid()}]}},
             "events": [{"xdm": {"eventType": event("web.webpagedetails.pageViews"), "identityMap": {"Email": [{"id": mail()}]},
                                 "web": {"webPageDetails": {"URL": page()}, "webReferrer": {"URL": referrer()}}}}]},
                   {"configId": UUID2})),
    case("an ID for all sites", "Audience Manager",
         get("https://dpm.demdex.net/id", {"d_visid_ver": "5.5", "d_mid": ecid(), "dpuuid": identifier("partner_id", "x7Qp-2mZ8r_LwK5vT9yA")}, cookie("demdex", device("09876543210987654321098765432109876543")))),
    case("what to show", "Target",
         get("https://example.tt.omtrdc.net/m2/example/mbox/json", {"mbox": "global", "mboxURL": page(), "mboxPC": device(HEX32 + ".37_0")})),
    wire("alloy in a page", "Experience Edge", "alloy_web", "visited_url page = https://alloy.sdk.example.org/pregnancy-tests?step=2", "visited_url referrer = https://start.example.org/", "interaction event = web.webpagedetails.pageViews"),
    case("a visitor of the time before the Experience Cloud", "Analytics, query",
         get("https://example.sc.omtrdc.net/b/ss/examplesuite/1/H.27.5/s456", {
             "AQB": 1, "vid": device("2C3D4E5F60718293"), "aid": identifier("adobe_ecid", "2F0C4A1B05310EDC-40000182C0003A52"), "g": page(), "pageName": see("interaction page", "shop:tests")})),
    case("an app of the time before the Experience Cloud", "Analytics, form",
         post_form("https://metrics.example.org/b/ss/examplesuite/0/JAVA-4.2/s456", {
             "ndh": 1, "aid": identifier("adobe_ecid", "2F0C4A1B05310EDC-40000182C0003A52"), "pageName": see("interaction page", "Diary")})),
    case("an event with an ID of its own", "Experience Edge",
         post_json("https://edge.adobedc.net/ee/irl1/v1/collect", {
             "events": [{"xdm": {"eventType": event("commerce.purchases"), "identityMap": {"ECID": [{"id": ecid()}]}}}]}, {"configId": UUID2})),
    case("an event for audiences", "Audience Manager", get("https://example.demdex.net/event", {"d_uuid": device("09876543210987654321098765432109876543"), "d_rtbd": "json"})),
    case("what to show to who came from elsewhere", "Target",
         get("https://example.tt.omtrdc.net/m2/example/mbox/json", {"mbox": "global", "mboxURL": page(), "mboxReferrer": referrer()})),
]

SERVICES["heap"] = [
    case("a page", "pages and screens",
         get("https://heapanalytics.com/h", {"a": "123", "u": user("8340303237011266"), "s": session("5839986596567654"), "b": "web",
                                             "h": see("interaction page or screen", "/pregnancy-tests"), "t": title(), "r": referrer()})),
    case("an iPhone", "pages and screens",
         get("https://heapanalytics.com/h", {"a": "123", "b": "ios", "vid": identifier("idfv", IDFV), "h": see("interaction page or screen", "Notes.DiaryViewController")})),
    unpublished("an app", "events of an app", "https://c.us.heap-api.com/api/capture/v2/track"),
]

SERVICES["hotjar"] = [
    case("a visit", "visit", post("https://in.hotjar.com/api/v2/client/sites/123/visit-data", json({"r_value": 1, "user_id": user(UUID)}), "text/plain; charset=UTF-8", {"sv": 6})),
    unpublished("a recording", "recording", "https://content.hotjar.io/"),
]

SERVICES["fullstory"] = [
    case("a page", "a page begins", post("https://rs.fullstory.com/rec/page", json({"OrgId": "o-ABC-na1", "UserId": user(UUID), "Url": page(), "Referrer": referrer()}), "text/plain")),
    case("a piece of a recording", "recording",
         post("https://rs.fullstory.com/rec/bundle/v2", json({"Seq": 1, "Evts": []}), "text/plain", {"OrgId": "o-ABC-na1", "UserId": user(UUID), "SessionId": session()})),
]

SERVICES["clarity"] = [
    case("gzip without a word about it", "recording",
         post("https://x.clarity.ms/collect", gzip(json({
             "e": ["0.7.20", 1, 0, 1200, "abcdefgh", user("1a2b3c4d"), session("9x8y7z6w"), 1, 0, 0, 0, page()], "a": [], "p": []})),
             BINARY, headers={"Accept": "application/x-clarity-gzip"})),
    case("whose cookie is whose", "cookie matching", get("https://c.clarity.ms/c.gif", None, cookie("MUID", identifier("microsoft_cookie", "0A1B2C3D4E5F60718293A4B5C6D7E8F9")))),
    wire("clarity-js in a page", "recording", "clarity_web", "identifier user_id = 1yefsap", "identifier session_id = 1plvs6o",
         "visited_url page = https://clarity.sdk.example.org/pregnancy-tests?step=2"),
]

SERVICES["app_center"] = [
    case("an event", "logs",
         post_json("https://in.appcenter.ms/logs", {"logs": [{
             "type": "event", "sid": session(), "userId": user(), "name": event("Search"), "properties": {"words": see("content event property", PHRASE)},
             "device": {"appNamespace": app(), "model": see("device model", "Redmi Note 8")}}]},
             {"api-version": "1.0.0"}, {"App-Secret": UUID2, "Install-ID": identifier("instance_id", UUID)})),
]

SERVICES["microsoft_telemetry"] = [
    case("lines", "One Collector",
         post("https://mobile.events.data.microsoft.com/OneCollector/1.0/", ndjson(
             {"name": "Office.Start", "iKey": "o:0", "ext": {"device": {"localId": device("r:" + UUID)}, "user": {"localId": user("d:" + UUID2)}}},
             {"name": "Office.Stop", "iKey": "o:0", "ext": {"app": {"sesId": session()}}}), "application/x-json-stream")),
    case("a page", "Application Insights",
         post_json("https://dc.services.visualstudio.com/v2/track", [{
             "name": "Microsoft.ApplicationInsights.Pageview", "tags": {"ai.user.id": user("aB1cD2eF3g"), "ai.session.id": session("hI4jK5lM6n")},
             "data": {"baseType": "PageviewData", "baseData": {"name": title("page title or event"), "url": page()}}}])),
    wire("applicationinsights-web in a page", "Application Insights", "application_insights_web", "identifier user_id = THSHapdeBBKKSnv7XVKXiZ",
         "identifier session_id = DSrOWX/I0WbFVH/Z/THrBV", "content page title or event = Pregnancy tests", "visited_url page = https://ai.sdk.example.org/pregnancy-tests?step=2", "visited_url referrer = https://start.example.org/"),
    case("who is logged in", "Application Insights",
         post_json("https://dc.services.visualstudio.com/v2/track", [{
             "name": "Microsoft.ApplicationInsights.Event", "tags": {"ai.user.id": user("aB1cD2eF3g"), "ai.user.authUserId": user()},
             "data": {"baseType": "EventData", "baseData": {"name": see("content page title or event", "search")}}}])),
]

SERVICES["onesignal"] = [
    case("an Android phone", "device",
         post_json("https://api.onesignal.com/players", {
             "app_id": UUID2, "identifier": identifier("push_token", "dQw4w9WgXcQ:APA91bExampleExampleExample"), "ad_id": gaid(), "external_user_id": user(),
             "android_package": app(), "device_model": see("device model", "Redmi Note 8"), "lat": see("location latitude", 52.5186), "long": see("location longitude", 13.4081),
             "tags": {"plan": see("content tag", "free-of-charge")}})),
    case("an iPhone", "device",
         post_json("https://api.onesignal.com/players", {
             "app_id": UUID2, "identifier": identifier("push_token", HEX32 + HEX32), "ios_bundle": app("org.example.notes.ios")})),
]

SERVICES["airship"] = [
    case("a screen", "events",
         post_gzip("https://combine.urbanairship.com/warp9/", [
             {"type": event("screen_tracking"), "time": "1588291200.1", "event_id": UUID, "data": {"screen": screen("Diary")}}],
             headers={"X-UA-Channel-ID": identifier("push_token", UUID2), "X-UA-Package-Name": app()})),
    case("a phone", "registration",
         post_json("https://device-api.urbanairship.com/api/channels/", {"channel": {
             "device_type": see("device system", "android"), "push_address": identifier("push_token", "dQw4w9WgXcQ:APA91bExampleExampleExample")}})),
    case("an app opened", "events",
         post_gzip("https://combine.urbanairship.com/warp9/", [
             {"type": event("enhanced_custom_event"), "time": "1588291200.1", "event_id": UUID, "data": {"event_name": event("searched")}}],
             headers={"X-UA-Channel-ID": identifier("push_token", UUID2)})),
]

SERVICES["leanplum"] = [
    case("several in one", "batch",
         post_json("https://api.leanplum.com/api", {"data": [
             {"action": "track", "event": event("search"), "userId": user(), "deviceId": device()}, {"action": "advance", "state": screen("Diary")}]},
             {"appId": "app_test", "action": "multi", "deviceId": UUID, "userId": "u-1042"})),
    wire("leanplum-sdk in a page", "batch", "leanplum_web", "identifier device_id = PWDpM3Kv2AnEUMIZ", "identifier user_id = u-1042", "interaction event = search",
         "content event property = " + PHRASE),
]

SERVICES["moengage"] = [unpublished("events", "events", "https://sdk-01.moengage.com/v2/sdk/report/ABCDEF")]
SERVICES["webengage"] = [
    unpublished("an app", "events", "https://c.webengage.com/m2.jpg"),
    case("an AMP page", "AMP pages",
         get("https://c.webengage.com/amp", {"licenseCode": "abc", "luid": device("amp-aB1cD2eF3gH4iJ5k"), "pageUrl": page(), "pageTitle": title(), "referrer": referrer()})),
]

SERVICES["comscore"] = [
    case("a page", "pages",
         get("https://sb.scorecardresearch.com/b", {"c1": 2, "c2": "1000001", "c12": device("amp-aB1cD2eF3gH4iJ5k"), "c7": page(), "c8": title(), "c9": referrer()},
             cookie("UID", identifier("uid", "1AB23c4d5e6f7a8b9c0d1588291200")))),
]

SERVICES["nielsen"] = [
    case("a page", "measurement",
         get("https://secure-us.imrworldwide.com/cgi-bin/gn", {
             "prd": "session", "sessionId": session("giOHcDTAKwiu9lGUJK9T1588291200"), "fp_id": device("aB1cD2eF3gH4iJ5k1588291200"), "pgUrl": page(), "pgTitle": title()})),
    case("a video", "cloud API",
         get("https://cloudapi.imrworldwide.com/nmapi/v2/PABC/amp-1/a", {"b": {"devInfo": {"devId": device("amp-aB1cD2eF3gH4iJ5k")}, "pageURL": page()}})),
]

SERVICES["new_relic"] = [
    case("a page", "pages", get("https://bam.nr-data.net/1/NRJS-abc", {"a": 1, "v": "1.280", "s": session("aB1cD2eF3g"), "ref": page("https://shop.example.org/pregnancy-tests")})),
    case("an app starts", "app start",
         post_json("https://mobile-collector.newrelic.com/mobile/v4/connect", [["Notes", "1.4.2", app()], ["Android", "10", see("device model", "Redmi Note 8"), "AndroidAgent", "7.3", device(UUID2)]])),
    case("measurements", "app data", post_json("https://mobile-collector.newrelic.com/mobile/v3/data", [[1, 2], 3])),
]

SERVICES["datadog"] = [
    case("lines", "real user monitoring",
         post("https://browser-intake-datadoghq.eu/api/v2/rum", ndjson(
             {"type": "view", "view": {"url": page(), "referrer": referrer()}, "session": {"id": session()}, "usr": {"id": user(), "email": mail()}},
             {"type": "action", "action": {"target": {"name": see("interaction action", "Delete diary")}}},
             {"type": "resource", "resource": {"url": see("visited_url request", "https://api.example.org/find?q=leave")}}).rstrip("\n"),
             "text/plain;charset=UTF-8", {"ddsource": "browser"})),
    case("a log", "logs and replay",
         post("https://browser-intake-datadoghq.com/api/v2/logs", json({"message": see("content message", "searched for " + PHRASE), "view": {"url": page()}}), "text/plain;charset=UTF-8")),
    wire("browser-rum in a page", "real user monitoring", "datadog_web", "visited_url page = https://datadog.sdk.example.org/pregnancy-tests?step=2", "visited_url referrer = https://start.example.org/", "interaction action = search",
         "content event property = " + PHRASE, "identifier session_id = 299ea8b7-da6a-420b-96dc-19bdc75df2b3", "identifier user_id = u-1042",
         "identifier anonymous_id = 32a5e613-8177-425a-989c-ae27acfa5688", "contact e-mail address = " + MAIL),
]

SERVICES["instabug"] = [unpublished("a crash", "reports", "https://api.instabug.com/api/sdk/v3/crashes")]
SERVICES["quantcast"] = [case("a page", "pages", get("https://pixel.quantserve.com/pixel;r=1;a=p-abc;url=https%3A%2F%2Fshop.example.org%2F", None, cookie("mc", device("5eab1c00-a1b2c-d3e4f-00112"))))]
SERVICES["chartbeat"] = [
    case("reading", "reading",
         get("https://ping.chartbeat.net/ping", {"h": "example.org", "p": page("/news/politics"), "u": device("aB1cD2eF3gH4iJ5k"), "r": referrer(), "i": see("content page title", "Politics")})),
]
SERVICES["parsely"] = [
    case("reading", "reading",
         get("https://srv.pixel.parsely.com/plogger/", {"idsite": "example.org", "url": page(), "urlref": referrer(), "title": title(), "action": event("pageview"), "u": device("pid=" + HEX32)})),
    case("reading an AMP page", "reading",
         get("https://srv.pixel.parsely.com/plogger/", {"idsite": "example.org", "url": page(), "action": event("pageview"), "ampid": device("amp-aB1cD2eF3gH4iJ5k")})),
]
SERVICES["tealium"] = [
    case("an event", "events",
         post_json("https://collect.tealiumiq.com/event", {"tealium_account": "example", "tealium_event": event("search"), "tealium_visitor_id": device(HEX32), "tealium_session_id": session("1588291200123")})),
]

SERVICES["mparticle"] = [
    case("a page's app", "events",
         post_json("https://jssdks.mparticle.com/v3/JS/us1-abc/events", {
             "mpid": user("-7351234567890123456"), "user_identities": {"email": mail(), "customer_id": user()},
             "events": [{"event_type": "custom_event", "data": {"event_name": event("search")}}, {"event_type": "screen_view", "data": {"screen_name": screen("Diary")}}]})),
    case("a phone", "events",
         post_json("https://nativesdks.mparticle.com/v2/us1-abc/events", {"mpid": user("-7351234567890123456"), "device_info": {"android_advertising_id": gaid(), "android_uuid": android_id()}})),
    case("who is it", "identity",
         post_json("https://identity.mparticle.com/v1/identify", {"known_identities": {
             "device_application_stamp": identifier("instance_id", UUID), "email": mail(), "customerid": user(), "android_uuid": android_id(), "android_aaid": gaid()}})),
    wire("web-sdk in a page", "identity", "mparticle_web_identity", "identifier instance_id = d8cc175c-0d5e-42bf-a97c-794c4903043e",
         "identifier user_id = u-1042", "contact e-mail address = " + MAIL),
]

SERVICES["gameanalytics"] = [
    case("a level", "events",
         post_gzip("https://api.gameanalytics.com/v2/" + HEX32 + "/events", [
             {"category": "design", "event_id": event("level:1:start"), "user_id": user(GAID), "google_aid": gaid(), "session_id": session()}])),
    case("start", "start", post_json("https://api.gameanalytics.com/remote_configs/v1/init", {"user_id": user(GAID), "platform": "android"})),
    wire("in a page", "events", "gameanalytics_web", "identifier user_id = 32267fcf-962b-43c4-8acc-f7daa6129c1d",
         "identifier session_id = 0c5e84dd-a5e7-4637-955e-2dba38117f93", "interaction event = search"),
    case("an iPhone", "events",
         post_gzip("https://api.gameanalytics.com/v2/" + HEX32 + "/events", [
             {"category": "user", "user_id": user(IDFA), "ios_idfa": identifier("idfa", IDFA), "session_id": session()}])),
]

SERVICES["revenuecat"] = [
    case("who pays", "subscriber attributes",
         post_json("https://api.revenuecat.com/v1/subscribers/" + user("$RCAnonymousID:" + HEX32) + "/attributes", {"attributes": {
             "$gpsAdId": {"value": gaid()}, "$androidId": {"value": android_id()}, "$email": {"value": mail()}}})),
    case("a purchase", "subscriptions", post_json("https://api.revenuecat.com/v1/receipts", {"app_user_id": user("$RCAnonymousID:" + HEX32), "product_ids": ["pro"]})),
    case("who pays, an iPhone", "subscriber attributes",
         post_json("https://api.revenuecat.com/v1/subscribers/" + user("$RCAnonymousID:" + HEX32) + "/attributes", {"attributes": {"$idfa": {"value": identifier("idfa", IDFA)}}})),
]

SERVICES["plausible"] = [
    case("a page", "events", post("https://plausible.io/api/event", json({"n": event("pageview"), "u": page(), "d": "example.org", "r": referrer()}), "text/plain")),
    case("a page, in whole words", "events", post("https://plausible.io/api/event", json({"name": "pageview", "url": page(), "domain": "example.org"}), "text/plain")),
]
SERVICES["pushwoosh"] = [
    case("a phone", "device",
         post_json("https://cp.pushwoosh.com/json/1.3/registerDevice", {"request": {
             "application": "ABCDE-12345", "hwid": device(), "push_token": identifier("push_token", "dQw4w9WgXcQ:APA91bExampleExampleExample")}})),
    case("an address", "device", post_json("https://cp.pushwoosh.com/json/1.3/registerEmail", {"request": {"hwid": device(), "userId": user(), "email": mail()}})),
]
SERVICES["amazon_ads"] = [case("a page", "tag", get("https://s.amazon-adsystem.com/iu3", {"pid": UUID2, "event": event("PageView")}, cookie("ad-id", device("A1b2C3d4E5f6G7h8I9j0K"))))]
SERVICES["trade_desk"] = [
    case("a page", "universal pixel", get("https://insight.adsrvr.org/track/up", {"adv": "abc", "ref": page(), "upid": "xyz"}, cookie("TDID", device()))),
    case("whose cookie is whose", "cookie matching", get("https://match.adsrvr.org/track/cmf/generic", {"ttd_pid": "example"}, cookie("TDID", device()))),
]
