// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/sentence.h"

#include "base/utf8.h"
#include "leak/request_url.h"
#include "leak/sender.h"
#include "rules/registrable_domain.h"

namespace telltale::leak {

namespace {

constexpr std::size_t longestValue = 120;

/// At most longestValue octets, cut between characters.
std::string shortened(const std::string &value)
{
    std::size_t end = 0;
    while (end < value.size()) {
        const std::size_t length =
            std::max<std::size_t>(1, base::utf8SequenceLength(std::string_view(value).substr(end)));
        if (end + length > longestValue)
            return value.substr(0, end) + "…";
        end += length;
    }
    return value;
}

std::string withoutScheme(const std::string &url)
{
    const std::size_t colon = url.find("://");
    return colon == std::string::npos ? url : url.substr(colon + 3);
}

std::string appName(const session::Leak &leak)
{
    if (!leak.app)
        return {};
    return leak.app->name.empty() ? leak.app->package : leak.app->name;
}

void addSender(std::vector<SentencePart> &parts, const session::Leak &leak)
{
    const std::string app = appName(leak);
    if (leak.sender.by != session::SentBy::page) {
        parts.push_back({app.empty() ? "An unknown app" : app, true});
        if (leak.sender.by == session::SentBy::unknown)
            parts.push_back({", or a page open in it,", false});
        else if (!app.empty())
            parts.push_back({" itself", false});
        return;
    }
    const std::string host(splitUrl(leak.sender.origin).host);
    const bool frame = isEmbeddedFrame(leak.sender, leak.recipient.host);
    parts.push_back({frame ? "A frame of " : host.empty() ? "A page" : "The page ", false});
    if (!host.empty())
        parts.push_back({host, true});
    parts.push_back({frame ? " in another site's page, open in " : ", open in ", false});
    parts.push_back({app.empty() ? "an unknown app" : app, !app.empty()});
    parts.push_back({",", false});
}

/// What kinds other than searches and addresses are called.
std::string thing(const session::Leak &leak)
{
    switch (leak.kind) {
    case session::LeakKind::identifier:
        return "an identifier";
    case session::LeakKind::location:
        return "your location";
    case session::LeakKind::account:
        return "your account";
    case session::LeakKind::contact:
        return "a contact";
    case session::LeakKind::interaction:
        return "what you did";
    case session::LeakKind::installedApps:
        return "your installed apps";
    case session::LeakKind::credential:
        return "a credential";
    default:
        break;
    }
    // The label of a declared secret says what it is: "declared e-mail address, in the Referer header".
    constexpr std::string_view declared = "declared ";
    if (!leak.label.starts_with(declared))
        return "your secret";
    return "your " + leak.label.substr(declared.size(), leak.label.find(',') - declared.size());
}

/// An identifier that was harvested in private browsing.
bool isReused(const session::Leak &leak)
{
    return leak.kind == session::LeakKind::identifier && leak.source;
}

void addObject(std::vector<SentencePart> &parts, const session::Leak &leak)
{
    if (leak.kind == session::LeakKind::visitedUrl) {
        parts.push_back({" sent the address ", false});
        parts.push_back({shortened(withoutScheme(leak.value)), true});
        if (leak.incognito)
            parts.push_back({", opened in private browsing,", false});
    } else if (leak.kind == session::LeakKind::searchQuery && leak.basis == session::LeakBasis::harvested) {
        // Typed into a search box, and not searched for.
        parts.push_back(
            {leak.incognito ? " sent what you typed in private browsing, " : " sent what you typed, ", false});
        parts.push_back({"“" + shortened(leak.value) + "”", true});
        parts.push_back({",", false});
    } else if (leak.kind == session::LeakKind::searchQuery) {
        parts.push_back({leak.incognito ? " sent your private search " : " sent your search ", false});
        parts.push_back({"“" + shortened(leak.value) + "”", true});
    } else if (isReused(leak)) {
        parts.push_back({" sent ", false});
        parts.push_back({shortened(leak.value), true});
        parts.push_back({" (" + leak.label.substr(0, leak.label.find(',')) + ")", false});
    } else {
        parts.push_back({" sent " + thing(leak) + " ", false});
        parts.push_back({"“" + shortened(leak.value) + "”", true});
        if (leak.incognito)
            parts.push_back({" during private browsing", false});
    }
    const bool own = leak.sender.party == session::Party::first;
    parts.push_back({own ? " to its own site " : " to ", false});
}

void addRecipient(std::vector<SentencePart> &parts, const session::Leak &leak, const rules::RuleSet &rules)
{
    const session::Recipient &recipient = leak.recipient;
    parts.push_back({recipient.host, true});
    const std::string country = rules.countryName(recipient.country);
    std::string who = recipient.organisation;
    if (!who.empty() && !country.empty())
        who += ", ";
    who += country;
    if (!recipient.serverCountry.empty())
        who += (who.empty() ? "server in " : "; server in ") + rules.countryName(recipient.serverCountry);
    if (!who.empty())
        parts.push_back({" (" + who + ")", false});
}

void addEnd(std::vector<SentencePart> &parts, const session::Leak &leak)
{
    std::string end = leak.match == "plain" ? std::string() : ", written as " + leak.match;
    if (rules::lowerKey(leak.location) == "header:referer")
        end += ", in the Referer header";
    if (isReused(leak)) {
        const bool same = rules::sameSite(leak.source->host, leak.recipient.host);
        end +=
            same ? ", which knows it from private browsing" : "; in private browsing it went to " + leak.source->host;
    } else if (leak.linkedBy)
        end += ", with the " + leak.linkedBy->kind + " that also goes there outside private browsing";
    else if (leak.sender.party == session::Party::third)
        end += ", as any browser would"; // what is the page's doing is not the app's
    end += ".";
    parts.push_back({std::move(end), false});
}

} // namespace

std::vector<SentencePart> leakSentence(const session::Leak &leak, const rules::RuleSet &rules)
{
    std::vector<SentencePart> parts;
    addSender(parts, leak);
    addObject(parts, leak);
    addRecipient(parts, leak, rules);
    addEnd(parts, leak);
    return parts;
}

std::string plainText(const std::vector<SentencePart> &sentence)
{
    std::string text;
    for (const SentencePart &part : sentence)
        text += part.text;
    return text;
}

} // namespace telltale::leak
