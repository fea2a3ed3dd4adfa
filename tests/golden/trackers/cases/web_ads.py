# SPDX-License-Identifier: GPL-3.0-or-later
"""Advertising on pages: pixels, auctions, cookie matching."""
from conversation import *
from encoders import b64, gzip, json

SERVICES = {}
REFERRER = "https://www.example.org/"
HASH = "b4c9a289323b21a01c3e940f150eb9b8c542587f1abfd8f0e1cc1ffc5e475514"


def page(value=PAGE):
    return see("visited_url page", value)


def referrer():
    return see("visited_url referrer", REFERRER)


def title():
    return see("content page title", "Pregnancy tests")


def event(name):
    return see("interaction event", name)


def words():
    return see("search_query search words", PHRASE)


def mail_hash():
    return see("contact hashed e-mail address", HASH)


def partner(value="x7Qp-2mZ8r_LwK5vT9yA"):
    return identifier("partner_id", value)


def cookie(name, kind, value):
    return {"Cookie": f"{name}={identifier(kind, value)}"}


SERVICES["tiktok"] = [
    case("a search", "pixel",
         post_json("https://analytics.tiktok.com/api/v2/pixel", {
             "event": event("Search"), "properties": {"query": words()},
             "context": {"page": {"url": page(), "referrer": referrer()}, "pixel": {"code": "C123"},
                         "user": {"user_id": identifier("user_id", "7351234567890123456"), "device_id": identifier("device_id", "7352345678901234567"), "email": mail_hash()}}})),
    case("an app", "app events",
         post_json("https://analytics.us.tiktok.com/api/v1/app_sdk/batch", {"batch": [
             {"type": "track", "event": event("Search"), "context": {"app": {"namespace": app()}, "device": {"platform": "Android", "gaid": gaid()}}}]})),
    case("what is switched on", "app configuration", get("https://analytics.us.tiktok.com/api/v1/app_sdk/config", {"client": "android"})),
    case("a hashed phone number", "pixel",
         post_json("https://analytics.tiktok.com/api/v2/pixel", {
             "event": event("SubmitForm"), "context": {"page": {"url": page()}, "user": {"phone_number": see("contact hashed phone number", HASH)}}})),
]

SERVICES["snapchat"] = [
    case("a page", "pixel, query",
         get("https://tr.snapchat.com/p", {"pid": UUID2, "ev": event("PAGE_VIEW"), "pl": page(), "rf": referrer(), "u_c1": identifier("device_id", UUID)})),
    case("a search", "pixel, form",
         post_form("https://tr.snapchat.com/p", {"pid": UUID2, "ev": event("SEARCH"), "e_ss": words(), "pl": page(), "u_hem": mail_hash(), "u_c1": identifier("device_id", UUID)})),
    case("a search, in the query", "pixel, query",
         get("https://tr.snapchat.com/p", {"pid": UUID2, "ev": event("SEARCH"), "e_ss": words(), "pl": page(), "u_hem": mail_hash()})),
    case("a hashed phone number", "pixel, form",
         post_form("https://tr.snapchat.com/p", {"pid": UUID2, "ev": event("SIGN_UP"), "pl": page(), "u_hpn": see("contact hashed phone number", HASH)})),
]

SERVICES["pinterest"] = [
    case("a search", "tag",
         get("https://ct.pinterest.com/v3/", {
             "tid": "2612345678901", "event": event("search"), "pd": {"np": "gtm", "em": mail_hash()}, "ed": {"search_query": words()},
             "ad": {"loc": page(), "ref": referrer(), "if": False}})),
]

SERVICES["linkedin"] = [
    case("a page", "page",
         get("https://px.ads.linkedin.com/collect/", {"pid": 12345, "fmt": "js", "url": page()}, cookie("bcookie", "device_id", "v=2&" + UUID))),
    case("clicks", "page activity", post("https://px.ads.linkedin.com/wa/", json({"pids": [12345]}), "text/plain", headers=cookie("bcookie", "device_id", "v=2&" + UUID))),
]

SERVICES["twitter"] = [
    case("a page", "pixel",
         get("https://t.co/1/i/adsct", {"txn_id": "o1abc", "p_id": "Twitter", "events": event('[["pageview",{}]]'), "tw_document_href": page(), "pt": title()},
             cookie("muc_ads", "device_id", UUID))),
    case("a page, another cookie", "pixel",
         get("https://analytics.twitter.com/1/i/adsct", {"txn_id": "o1abc", "p_id": "Twitter", "tw_document_href": page()}, {"Cookie": "guest_id=" + identifier("device_id", "v1:158829120012345678").replace(":", "%3A")})),
]

SERVICES["reddit"] = [
    case("a page", "pixel",
         get("https://alb.reddit.com/rp.gif", {"id": "t2_abc", "event": event("PageVisit"), "uuid": identifier("uuid", UUID), "em": mail_hash(), "external_id": "", "idfa": ""})),
    case("a customer", "pixel",
         get("https://alb.reddit.com/rp.gif", {"id": "t2_abc", "event": event("Purchase"), "external_id": identifier("user_id", "u-1042"), "idfa": identifier("idfa", IDFA)})),
]

SERVICES["bing_ads"] = [
    case("a page", "page",
         get("https://bat.bing.com/action/0", {
             "ti": 123, "Ver": 2, "evt": event("pageLoad"), "p": page(), "r": referrer(), "tl": title(),
             "vid": identifier("uuid", "171147a063fa11eea7440fcfeb230d96"), "sid": identifier("session_id", "1711133063fa11eebdec89a8b8ae3bbc")},
             cookie("MUID", "microsoft_cookie", "0A1B2C3D4E5F60718293A4B5C6D7E8F9"))),
    case("a page with keywords", "page",
         get("https://bat.bing.com/action/0", {
             "ti": 123, "Ver": 2, "evt": event("pageLoad"), "p": page(), "kw": see("content keywords", "pregnancy, test")})),
]


def criteo_cookie():
    return cookie("uid", "uid", UUID)


def bid_request():
    return {"id": UUID2, "site": {"page": page(), "ref": referrer()}, "user": {"ext": {"eids": [{"source": "example.org", "uids": [{"id": partner()}]}]}}}


SERVICES["criteo"] = [
    case("a page", "page sync", get("https://gum.criteo.com/syncframe", {"origin": "onetag", "topUrl": see("visited_url site", "shop.example.org")}, criteo_cookie())),
    case("a product", "page event",
         get("https://sslwidget.criteo.com/event", {
             "a": 12345, "fu": page(), "sc": {"fbp": identifier("fb_browser_id", "fb.1.1588291200123.1234567890"), "ttp": identifier("device_id", "7Qp2mZ8rLwK5vT9yA")}}, criteo_cookie())),
    case("an auction", "bid request", post_json("https://bidder.criteo.com/cdb", bid_request() | {
        "device": {"geo": {"lat": see("location latitude", 52.5186), "lon": see("location longitude", 13.4081)}}}, headers=criteo_cookie())),
    case("an auction of an app", "bid request of an app",
         post_json("https://bidder.criteo.com/inapp/v2", {"publisher": {"bundleId": app()}, "user": {"deviceId": gaid(), "deviceIdType": "gaid"}})),
    case("whose cookie is whose", "cookie matching", get("https://dis.criteo.com/dis/usersync.aspx", {"r": 10, "p": 99, "uid": partner()}, criteo_cookie())),
    case("an auction in an app", "bid request",
         post_json("https://grid-bidder.criteo.com/openrtb_2_5/pbjs/auction/request", {"id": UUID2, "app": {"bundle": app()}, "device": {"ifa": gaid()}})),
]

SERVICES["taboola"] = [
    case("an auction", "bid request", post_json("https://display.bidder.taboola.com/OpenRTB/TaboolaHB/auction", bid_request())),
    case("a beacon", "beacons", get("https://beacon.taboola.com/", {"pub": "example"}, cookie("t_gid", "device_id", UUID) | {"Referer": page()})),
    case("a beacon, another cookie", "beacons", get("https://beacon.taboola.com/", {"pub": "example", "cirf": page()}, cookie("t_pt_gid", "device_id", UUID))),
]

SERVICES["outbrain"] = [
    case("a page", "pixel", get("https://tr.outbrain.com/unifiedPixel", {"marketerId": HEX32, "name": event("PAGE_VIEW"), "dl": page()})),
    case("an auction", "bid request",
         post_json("https://b1h-euc1.zemanta.com/api/bidder/prebid/bid/", {"site": {"page": page(), "ref": referrer()}}, headers=cookie("obuid", "device_id", UUID))),
    case("whose cookie is whose", "cookie matching", get("https://b1sync.zemanta.com/usersync/example/", {"cb": 1}, cookie("zuid", "device_id", "aB1cD2eF3gH4iJ5kL6mN"))),
    case("an auction, the other cookie", "bid request",
         post_json("https://b1h.zemanta.com/api/bidder/prebid/bid/", {"site": {"page": page()}}, headers=cookie("zuid", "device_id", "aB1cD2eF3gH4iJ5kL6mN"))),
    case("whose cookie is whose, the other cookie", "cookie matching", get("https://b1sync.zemanta.com/usersync/example/", {"cb": 1}, cookie("obuid", "device_id", UUID))),
]


def xandr_cookie():
    return cookie("uuid2", "device_id", "4711081547110815471")


SERVICES["xandr"] = [
    case("an auction", "bid request",
         post_json("https://ib.adnxs.com/ut/v3/prebid", {"tags": [], "eids": [{"source": "example.org", "id": partner()}]}, headers=xandr_cookie())),
    case("an auction, OpenRTB", "bid request", post_json("https://ib.adnxs.com/openrtb2/prebid", {"site": {"page": page()}})),
    case("whose cookie is whose", "cookie matching", get("https://ib.adnxs.com/setuid", {"entity": 158, "code": partner()}, xandr_cookie())),
    case("an auction for a known reader", "bid request",
         post_json("https://ib.adnxs.com/ut/v3/prebid", {
             "tags": [], "user": {"external_uid": identifier("user_id", "u-1042")}, "referrer_detection": {"rd_ref": page()}})),
    case("whose cookie is whose, Prebid", "cookie matching", get("https://ib.adnxs.com/prebid/setuid", {"bidder": "example", "uid": partner()}, xandr_cookie())),
]

SERVICES["id5"] = [
    case("an ID for all", "identity",
         post_json("https://id5-sync.com/gm/v3", {"requests": [{"partnerId": 1, "ref": referrer(), "cu": page()}]}, headers=cookie("id5", "partner_id", UUID + "#1588291200123#3"))),
    case("whose cookie is whose", "cookie matching", get("https://id5-sync.com/s/1/2.gif", {"puid": partner()}, cookie("id5", "partner_id", UUID + "#1588291200123#3"))),
]

SERVICES["magnite"] = [
    case("an auction", "bid request",
         get("https://fastlane.rubiconproject.com/a/api/fastlane.json", {
             "account_id": 1, "rf": page(), "kw": see("content keywords", "pregnancy"), "ppuid": identifier("user_id", "u-1042"), "eid_pubcid.org": partner(UUID2)},
             cookie("khaos", "device_id", "K9XZ1A2B-1C-3D4E"))),
    case("whose cookie is whose", "cookie matching",
         get("https://pixel.rubiconproject.com/exchange/sync.php", {"p": "example"}, cookie("khaos", "device_id", "K9XZ1A2B-1C-3D4E"))),
    case("whose cookie is whose, in the address", "cookie matching",
         get("https://pixel.rubiconproject.com/exchange/sync.php", {"p": "example", "khaos": identifier("device_id", "K9XZ1A2B-1C-3D4E")})),
]

SERVICES["pubmatic"] = [
    case("an auction", "bid request",
         post_json("https://hbopenbid.pubmatic.com/translator", {
             "site": {"page": page(), "ref": referrer()}, "device": {"ifa": gaid(), "geo": {"lat": see("location latitude", 52.5186), "lon": see("location longitude", 13.4081)}},
             "app": {"bundle": app()}}, headers=cookie("KADUSERCOOKIE", "device_id", UUID))),
    case("whose cookie is whose", "cookie matching", get("https://image8.pubmatic.com/AdServer/ImgSync", {"p": 1}, cookie("KADUSERCOOKIE", "device_id", UUID))),
]

SERVICES["index_exchange"] = [
    case("whose cookie is whose", "cookie matching",
         get("https://dsum-sec.casalemedia.com/rum", {"cm_dsp_id": 1, "external_user_id": partner()}, cookie("CMID", "device_id", "XqwErTyUiOpAsDfGhJk"))),
]

SERVICES["openx"] = [
    case("whose cookie is whose", "cookie matching",
         get("https://us-u.openx.net/w/1.0/sd", {"id": 537072971, "val": partner()}, cookie("i", "device_id", UUID))),
    case("whose cookie is whose, another's ID", "cookie matching", get("https://eu-u.openx.net/w/1.0/cm", {"id": UUID2, "ttd_puid": partner()})),
]


def screens():
    return {"application": {"package": app()}, "client": {"uuids": {"advertisingIdentifier": identifier("gaid_hash", "0f1e2d3c4b5a69788796a5b4c3d2e1f0")}},
            "events": [{"identifier": "view", "state": "appeared", "category": see("interaction screen", "news/politics")}]}


IOAM = {"i00": "00a1b2c3d4e5f6a7b8c9"}
SERVICES["infonline"] = [
    case("a page", "pages and screens, query",
         get("https://de.ioam.de/tx.io", {"st": "example", "cp": see("interaction page", "news-politics"), "ur": page("www.example.org"), "rf": see("visited_url referrer", "search.example.net")},
             cookie("i00", "device_id", IOAM["i00"]))),
    case("an app: gzip in base64", "screens, form", post_form("https://de.ioam.de/tx.io", {"ae": b64(gzip(json(screens())))}, headers=cookie("i00", "device_id", IOAM["i00"]))),
    case("an app: base64", "screens, form", post_form("https://at.iocnt.net/tx.io", {"ae": b64(json(screens()))})),
    case("start", "configuration", post_json("https://config.ioam.de/appcfg.php", {"application": {"package": app()}})),
    case("an app's view", "pages and screens, query",
         get("https://de.ioam.de/tx.io", {"st": "example", "cp": see("interaction page", "news-politics"), "mi": {"application": {"package": app()}}})),
]
