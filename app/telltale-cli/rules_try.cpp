// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "decode/outgoing_message.h"
#include "rules/tracker_folder.h"
#include "rules/tracker_table.h"
#include "session/data_kind.h"
#include "session/header_block.h"
#include "trackers/endpoint_match.h"
#include "trackers/place_walk.h"
#include "trackers/sent_values.h"

#include <algorithm>
#include <cstdio>
#include <map>

namespace telltale::cli {

namespace {

/// From this weight on a path that fits is no accident: "/sa.gif" and longer.
constexpr std::size_t tellingPath = 12;

using Exchanges = std::map<session::ExchangeId, session::Exchange>;

std::string joined(const std::vector<std::string> &words, const char *between)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : between) + word;
    return text;
}

std::string nameOf(const session::Exchange &exchange)
{
    return session::text(exchange.id) + " " + exchange.method + " " + exchange.url;
}

/// Why a rule whose host fits does not fit the request.
std::string obstacleText(const rules::TrackerEndpoint &endpoint, const trackers::Fit &fit,
                         const decode::OutgoingMessage &message)
{
    switch (fit.obstacle) {
    case trackers::Obstacle::none: return "fits, but another endpoint fits better";
    case trackers::Obstacle::method:
        return "the method " + message.exchange->method + " is not " + joined(endpoint.methods, " or ");
    case trackers::Obstacle::path: return "the path is not " + joined(endpoint.paths, " or ");
    case trackers::Obstacle::content: break;
    }
    const auto found = trackers::findPlace(message, fit.unmet->at, 1);
    if (found.empty())
        return "there is no " + fit.unmet->at.text;
    return fit.unmet->at.text + " is \"" + trackers::textOf(found.front()).substr(0, 80) + "\", not " + fit.unmet->glob;
}

/// Prints what the rules find, and counts.
class Trial {
public:
    explicit Trial(const rules::TrackerTable &table)
        : m_table(table)
    {
    }

    void add(const decode::OutgoingMessage &message)
    {
        ++m_requests;
        if (const auto rule = trackers::endpointOf(m_table, message)) {
            ++m_matches[rule->endpoint->name];
            printMatch(*rule->endpoint, message);
            return;
        }
        bool near = false;
        for (const rules::TrackerRule &rule : m_table.rules())
            near |= printObstacle(*rule.endpoint, fitsHost(*rule.endpoint, *message.exchange), message);
        ++(near ? m_near : m_elsewhere);
    }

    void printSum() const
    {
        std::size_t matched = 0;
        for (const rules::TrackerRule &rule : m_table.rules()) {
            const auto it = m_matches.find(rule.endpoint->name);
            const std::size_t count = it == m_matches.end() ? 0 : it->second;
            std::printf("%s: %zu of %zu requests\n", rule.endpoint->name.c_str(), count, m_requests);
            matched += count;
        }
        std::printf("%zu matched; %zu did not, though host or path did; %zu went elsewhere.\n", matched, m_near,
                    m_elsewhere);
    }

private:
    static void printMatch(const rules::TrackerEndpoint &endpoint, const decode::OutgoingMessage &message)
    {
        std::printf("%s: %s\n", nameOf(*message.exchange).c_str(), endpoint.name.c_str());
        const auto values = trackers::sentValues(endpoint, message);
        for (const session::SentData &data : values)
            std::printf("  %s %s = %s   %s %s, bytes %llu to %llu\n", std::string(session::word(data.kind)).c_str(),
                        data.name.c_str(), data.value.c_str(), data.location.c_str(), joined(data.path, "/").c_str(),
                        static_cast<unsigned long long>(data.bytes.from), static_cast<unsigned long long>(data.bytes.to));
        for (const rules::TrackerValue &value : endpoint.values) {
            if (trackers::findPlace(message, value.at, 1).empty())
                std::printf("  nothing at %s (%s)\n", value.at.text.c_str(), value.name.c_str());
        }
    }

    /// True where so much of the rule fits that somebody will ask why the rest does not: the host, or a
    /// path that says something.
    static bool printObstacle(const rules::TrackerEndpoint &endpoint, bool hostFits,
                              const decode::OutgoingMessage &message)
    {
        const trackers::Fit fit = trackers::fit(endpoint, message);
        const bool pathFits = !endpoint.paths.empty() && fit.pathWeight >= tellingPath;
        const bool anyHost = std::find(endpoint.hosts.begin(), endpoint.hosts.end(), "*") != endpoint.hosts.end();
        if (anyHost ? !pathFits : !hostFits && !(pathFits && fit.obstacle == trackers::Obstacle::none))
            return false;
        const std::string why = hostFits || anyHost ? obstacleText(endpoint, fit, message)
                                                    : "the host is not " + joined(endpoint.hosts, " or ");
        std::printf("%s: not %s: %s\n", nameOf(*message.exchange).c_str(), endpoint.name.c_str(), why.c_str());
        return true;
    }

    [[nodiscard]] bool fitsHost(const rules::TrackerEndpoint &endpoint, const session::Exchange &exchange) const
    {
        for (const auto group : m_table.at(trackers::hostOf(exchange))) {
            if (std::any_of(group.begin(), group.end(), [&](const auto &rule) { return rule.endpoint == &endpoint; }))
                return true;
        }
        return false;
    }

    const rules::TrackerTable &m_table;
    std::map<std::string, std::size_t> m_matches;
    std::size_t m_requests = 0;
    std::size_t m_near = 0;
    std::size_t m_elsewhere = 0;
};

ExitStatus fail(const base::Error &error)
{
    std::fprintf(stderr, "telltale-cli: %s\n", error.text().c_str());
    return exitStatusOf(error.kind);
}

/// Reads the capture to its end.
base::Result<std::shared_ptr<engine::Analysis>> readCapture(const Arguments &arguments, Exchanges &exchanges,
                                                            std::optional<base::Error> &failure)
{
    auto analysis = engine::Analysis::start(engine::FileInput{arguments.inputs[2]}, arguments.engine,
                                            [&](const std::shared_ptr<const engine::Batch> &batch) {
                                                for (const session::Exchange &exchange : batch->exchanges)
                                                    exchanges.insert_or_assign(exchange.id, exchange);
                                                if (batch->error)
                                                    failure = batch->error;
                                            });
    if (!analysis)
        return analysis.error();
    analysis.value()->wait();
    return std::shared_ptr<engine::Analysis>(std::move(analysis.value()));
}

} // namespace

ExitStatus tryRules(const Arguments &arguments)
{
    auto service = rules::readTrackerFile(arguments.inputs[1]);
    if (!service)
        return fail(service.error());
    const rules::TrackerTable table({{std::move(service.value())}});
    Exchanges exchanges;
    std::optional<base::Error> failure;
    const auto analysis = readCapture(arguments, exchanges, failure);
    if (!analysis)
        return fail(analysis.error());
    const auto payloads = analysis.value()->payloads();
    const auto decoders = analysis.value()->decoders();
    Trial trial(table);
    for (const auto &[id, exchange] : exchanges) {
        const auto headers = session::decodeHeaders(payloads->read(exchange.request.headers));
        const base::ByteBuffer body = payloads->read(exchange.request.body);
        trial.add(decode::openRequest(exchange, headers, body, *decoders, arguments.engine.limits));
    }
    trial.printSum();
    return failure ? fail(*failure) : ExitStatus::done;
}

} // namespace telltale::cli
