// SPDX-License-Identifier: GPL-3.0-or-later
#include "text_lines.h"

#include "base/utf8.h"
#include "leak/profile_sentence.h"
#include "leak/sentence.h"
#include "session/export/names.h"

namespace telltale::cli {

namespace {

/// Time of day in UTC to the millisecond; the date stands in the summary.
std::string clock(base::Timestamp time)
{
    return base::formatRfc3339(time).substr(11, 12);
}

std::string harmless(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = base::utf8SequenceLength(text.substr(at));
        const auto c = static_cast<unsigned char>(text[at]);
        // C1 controls (U+0080 to U+009F) drive terminals as C0 does.
        const bool c1 = length == 2 && c == 0xc2 && static_cast<unsigned char>(text[at + 1]) < 0xa0;
        if (length == 0 || c < 0x20 || c == 0x7f || c1)
            out += "\xEF\xBF\xBD";
        else
            out += text.substr(at, length);
        at += length == 0 ? 1 : length;
    }
    return out;
}

std::string appName(const std::optional<session::App> &app)
{
    if (!app)
        return "unknown app";
    return harmless(app->name.empty() ? app->package : app->name);
}

std::string shortened(const std::string &text, std::size_t limit)
{
    return text.size() <= limit ? text : text.substr(0, limit) + "…";
}

std::string trail(const session::Leak &leak)
{
    std::string text = leak.location;
    for (const std::string &step : leak.path)
        text += " › " + step;
    return harmless(text);
}

} // namespace

std::string textLine(const session::Connection &connection)
{
    if (connection.decryption != session::Decryption::none || connection.reason == session::Reason::none)
        return {};
    const std::string host = connection.host.empty() ? connection.responder.ip.text() : connection.host;
    return clock(connection.time) + "  not read    " + harmless(host) + ": " + std::string(word(connection.reason));
}

std::string textLine(const session::Exchange &exchange)
{
    const std::string status = exchange.status ? std::to_string(*exchange.status) : "-";
    return clock(exchange.time) + "  exchange    " + appName(exchange.app) + "  " + harmless(exchange.method) + " "
        + harmless(shortened(exchange.url, 120)) + "  " + status + "  sent " + std::to_string(exchange.request.size)
        + " B";
}

std::string textLine(const session::Search &search)
{
    return clock(search.time) + "  search      " + harmless(search.engine) + ": " + harmless(search.query)
        + (search.incognito ? "  (private)" : "") + (search.typed ? "  (while typing)" : "");
}

std::string textLine(const session::Leak &leak, const rules::RuleSet &rules)
{
    return clock(leak.time) + "  LEAK        " + harmless(leak::plainText(leak::leakSentence(leak, rules))) + "\n              " + trail(leak);
}

std::string textLine(const session::Profile &profile)
{
    const std::string text = leak::plainText(leak::profileSentence(profile));
    return text.empty() ? text : "              PROFILE     " + harmless(text);
}

std::string textLine(const session::Summary &summary)
{
    std::string text = "Read " + std::to_string(summary.packets) + " packets, " + std::to_string(summary.connections)
        + " connections, " + std::to_string(summary.exchanges) + " exchanges; " + std::to_string(summary.undecrypted)
        + " encrypted connections could not be read. Searches: " + std::to_string(summary.searches)
        + ". Leaks: " + std::to_string(summary.leaks) + ".";
    if (summary.first)
        text += " From " + base::formatRfc3339(*summary.first).substr(0, 19) + "Z.";
    if (summary.dropped > 0)
        text += " " + std::to_string(summary.dropped) + " packets were dropped while capturing.";
    if (!summary.complete)
        text += "\nNot complete: " + harmless(summary.problem);
    return text;
}

} // namespace telltale::cli
