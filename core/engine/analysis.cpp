// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis.h"

#include "attribution/country_source.h"
#include "decode/decoder.h"
#include "engine/analyst.h"
#include "engine/import.h"
#include "engine/input_digest.h"
#include "engine/open_input.h"
#include "engine/reader.h"
#include "engine/shard.h"
#include "rules/rules_folder.h"
#include "rules/tracker_library.h"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <functional>
#include <future>
#include <thread>
#include <utility>

namespace telltale::engine {

namespace {

constexpr std::size_t queuedFindings = 8;

std::uint64_t nextNumber()
{
    static std::atomic<std::uint64_t> number{0};
    return ++number;
}

/// What the user names must open; what came with the program may be missing.
base::Result<std::shared_ptr<const attribution::CountrySource>> countriesFor(const std::string &path)
{
    return path.empty() ? attribution::bundledCountries() : attribution::openCountrySource(path);
}

std::shared_ptr<const decode::DecoderRegistry> decodersFor(std::shared_ptr<const decode::RecordedCiphers> ciphers)
{
    return decode::DecoderRegistry::knowing(
        ciphers ? std::move(ciphers) : std::make_shared<const decode::RecordedCiphers>());
}

class RunningAnalysis final : public Analysis {
public:
    RunningAnalysis(const Options &options, std::shared_ptr<session::PayloadStore> payloads,
        std::shared_ptr<rules::TrackerLibrary> trackers, std::shared_ptr<const decode::DecoderRegistry> decoders)
        : m_number(nextNumber())
        , m_payloads(std::move(payloads))
        , m_trackers(std::move(trackers))
        , m_decoders(std::move(decoders))
        , m_keys(options.limits)
        , m_keyLogs(m_keys)
        , m_findings(queuedFindings)
    {
    }

    ~RunningAnalysis() override
    {
        stop();
        wait();
    }

    base::Status addKeyLogs(const std::vector<std::string> &paths)
    {
        for (const std::string &path : paths) {
            if (auto status = m_keyLogs.add(path); !status)
                return status;
        }
        return base::Done{};
    }

    void run(OpenedInput opened, const Options &options, std::shared_ptr<const rules::RuleSet> rules,
             std::shared_ptr<const attribution::CountrySource> countries, BatchSink sink)
    {
        m_recorder = opened.recorder;
        m_journalPath = opened.journalPath;
        m_endInterception = opened.endInterception;
        unsigned shards = options.threads;
        if (!opened.source)
            shards = 0;
        else if (shards == 0)
            shards = opened.live ? 1 : std::max(1U, std::thread::hardware_concurrency());
        std::function<std::string()> digest;
        if (!opened.digestPath.empty()) {
            auto result = std::make_shared<std::future<std::string>>(
                std::async(std::launch::async, sha256OfFile, opened.digestPath));
            digest = [result] { return result->get(); };
        }
        m_analyst = std::make_unique<Analyst>(
            Analyst::Wiring{m_findings, shards, rules, opened.live, std::move(digest), std::move(countries), m_trackers},
            options, m_number, std::move(sink));
        for (unsigned i = 0; i < shards; ++i)
            m_shards.push_back(
                std::make_unique<Shard>(m_keys, m_payloads, rules, options.limits, m_findings, m_trackers, m_decoders));
        m_threads.emplace_back([this] {
            m_analyst->run();
            m_findings.close(); // marks set after the end have nobody to go to
        });
        if (opened.source)
            startReader(std::move(opened), options);
        else
            m_threads.emplace_back(
                [this, path = opened.importPath, opener = RequestOpener(rules, options.limits, m_trackers, m_decoders),
                    limits = options.limits] {
                    importExchanges(path, opener, *m_payloads, limits, m_stop, m_findings);
                });
    }

    void startReader(OpenedInput opened, const Options &options)
    {
        m_reader = std::make_unique<Reader>(
            Reader::Wiring{std::move(opened.source), m_keys, m_keyLogs, m_shards, m_findings}, options, opened.stoppable);
        m_threads.emplace_back([this] { m_reader->run(); });
    }

    [[nodiscard]] std::uint64_t number() const override { return m_number; }

    void stop() override
    {
        m_stop = true;
        if (m_reader)
            m_reader->stop();
    }

    void wait() override
    {
        for (std::thread &thread : m_threads) {
            if (thread.joinable())
                thread.join();
        }
    }

    void markPrivate(bool on) override
    {
        if (!m_reader)
            return; // an import has no time that goes on
        const base::Timestamp time = m_reader->now();
        if (m_recorder)
            m_recorder->markPrivate(time, on);
        Findings findings;
        findings.emplace_back(PrivateMark{time, on});
        m_findings.push(std::move(findings));
    }

    void endInterception() override
    {
        if (m_endInterception)
            m_endInterception();
    }

    void nameApp(const attribution::UserNaming &naming) override
    {
        const std::string line = attribution::formatPhoneEvent(naming);
        if (m_recorder)
            m_recorder->journal(line);
        else if (!m_journalPath.empty())
            std::ofstream(m_journalPath, std::ios::app) << line << '\n';
        Findings findings;
        findings.emplace_back(attribution::PhoneEvent(naming));
        m_findings.push(std::move(findings));
    }

    [[nodiscard]] std::shared_ptr<const rules::TrackerLibrary> trackers() const override { return m_trackers; }
    [[nodiscard]] std::shared_ptr<const session::PayloadStore> payloads() const override { return m_payloads; }
    [[nodiscard]] std::shared_ptr<const decode::DecoderRegistry> decoders() const override { return m_decoders; }

private:
    std::uint64_t m_number;
    std::shared_ptr<session::PayloadStore> m_payloads;
    std::shared_ptr<rules::TrackerLibrary> m_trackers;
    std::shared_ptr<const decode::DecoderRegistry> m_decoders;
    tls::KeyStore m_keys;
    KeyLogWatch m_keyLogs;
    BoundedQueue<Findings> m_findings;
    std::string m_journalPath; ///< of a session that is open again; empty: none
    std::function<void()> m_endInterception; ///< empty: there is none
    std::shared_ptr<session::SessionRecorder> m_recorder; ///< null: nothing is recorded
    std::atomic<bool> m_stop{false};
    std::unique_ptr<Analyst> m_analyst;
    std::vector<std::unique_ptr<Shard>> m_shards;
    std::unique_ptr<Reader> m_reader;
    std::vector<std::thread> m_threads;
};

} // namespace

base::Result<std::unique_ptr<Analysis>> Analysis::start(const Input &input, const Options &options, BatchSink sink)
{
    const std::string folder = options.rulesFolder.empty() ? rules::defaultRulesFolder() : options.rulesFolder;
    // The many files of tracker rules are read while the few large ones are.
    auto reading = std::async(std::launch::async, rules::TrackerLibrary::open, folder + "/trackers", options.trackerFolders);
    auto rules = rules::loadRules(folder);
    auto trackers = reading.get();
    if (!rules)
        return rules.error();
    if (!trackers)
        return trackers.error();
    auto payloads = session::PayloadStore::create();
    if (!payloads)
        return payloads.error();
    auto opened = openInput(input, options.limits);
    if (!opened)
        return opened.error();
    auto countries = countriesFor(options.countryDatabase);
    if (!countries)
        return countries.error();
    auto analysis = std::make_unique<RunningAnalysis>(
        options, payloads.value(), trackers.value(), decodersFor(opened.value().ciphers));
    for (const std::vector<std::string> *paths : {&options.keyLogFiles, &std::as_const(opened.value().keyLogs)}) {
        if (auto status = analysis->addKeyLogs(*paths); !status)
            return status.error();
    }
    analysis->run(std::move(opened.value()), options, rules.value(), countries.value(), std::move(sink));
    return std::unique_ptr<Analysis>(std::move(analysis));
}

} // namespace telltale::engine
