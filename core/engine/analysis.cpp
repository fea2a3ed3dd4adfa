// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis.h"

#include "capture/capture_file.h"
#include "capture/file_format.h"
#include "capture/helper_source.h"
#include "engine/analyst.h"
#include "engine/import.h"
#include "engine/input_digest.h"
#include "engine/input_folder.h"
#include "engine/paced_source.h"
#include "engine/reader.h"
#include "engine/shard.h"
#include "rules/rules_folder.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
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

/// What start() has opened before any thread runs.
struct Opened {
    std::unique_ptr<capture::PacketSource> source;
    std::string importPath; ///< instead of a source: exchanges that another program recorded
    std::vector<std::string> keyLogs;
    std::string digestPath; ///< empty: no digest
    bool live = false;      ///< packets come at their own time: one shard, leaks at once
    bool stoppable = false; ///< the source itself ends when asked to
};

/// A regular file that holds a HAR or a mitmproxy flow dump. Streams are never looked into here:
/// the octets looked at would be lost.
bool isImport(const std::string &path)
{
    std::error_code error;
    if (path == "-" || !std::filesystem::is_regular_file(path, error))
        return false;
    const auto format = capture::sniffFile(path);
    return format && (format.value() == capture::FileFormat::har || format.value() == capture::FileFormat::mitmproxy);
}

base::Result<Opened> open(const FileInput &input, const Options &options)
{
    const auto resolved = resolveInput(input.path);
    if (!resolved)
        return resolved.error();
    const std::string &path = resolved.value().capture;
    if (isImport(path))
        return Opened{nullptr, path, {}, path, false, false};
    auto source = capture::openCapture(path, options.limits);
    if (!source)
        return source.error();
    return Opened{std::move(source.value()), {}, resolved.value().keyLogs, path, false, false};
}

base::Result<Opened> open(const PacedInput &input, const Options &options)
{
    auto source = capture::openCapture(input.path, options.limits);
    if (!source)
        return source.error();
    return Opened{std::make_unique<PacedSource>(std::move(source.value()), input.speed), {}, {}, {}, true, false};
}

base::Result<Opened> open(const LiveInput &input, const Options &options)
{
    auto source = capture::HelperSource::start({input.interface, input.filter, {}, {}}, options.limits);
    if (!source)
        return source.error();
    return Opened{std::move(source.value()), {}, {}, {}, true, true};
}

class RunningAnalysis final : public Analysis {
public:
    RunningAnalysis(const Options &options, std::shared_ptr<session::PayloadStore> payloads)
        : m_number(nextNumber())
        , m_payloads(std::move(payloads))
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

    void run(Opened opened, const Options &options, std::shared_ptr<const rules::RuleSet> rules, BatchSink sink)
    {
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
            Analyst::Wiring{m_findings, shards, rules, opened.live, std::move(digest)}, options, m_number, std::move(sink));
        for (unsigned i = 0; i < shards; ++i)
            m_shards.push_back(std::make_unique<Shard>(m_keys, m_payloads, rules, options.limits, m_findings));
        m_threads.emplace_back([this] {
            m_analyst->run();
            m_findings.close(); // marks set after the end have nobody to go to
        });
        if (opened.source)
            startReader(std::move(opened), options);
        else
            m_threads.emplace_back([this, path = opened.importPath, opener = RequestOpener(rules, options.limits), limits = options.limits] {
                importExchanges(path, opener, *m_payloads, limits, m_stop, m_findings);
            });
    }

    void startReader(Opened opened, const Options &options)
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
        Findings findings;
        findings.emplace_back(PrivateMark{m_reader->now(), on});
        m_findings.push(std::move(findings));
    }

    [[nodiscard]] std::shared_ptr<const session::PayloadStore> payloads() const override { return m_payloads; }

private:
    std::uint64_t m_number;
    std::shared_ptr<session::PayloadStore> m_payloads;
    tls::KeyStore m_keys;
    KeyLogWatch m_keyLogs;
    BoundedQueue<Findings> m_findings;
    std::atomic<bool> m_stop{false};
    std::unique_ptr<Analyst> m_analyst;
    std::vector<std::unique_ptr<Shard>> m_shards;
    std::unique_ptr<Reader> m_reader;
    std::vector<std::thread> m_threads;
};

} // namespace

base::Result<std::unique_ptr<Analysis>> Analysis::start(const Input &input, const Options &options, BatchSink sink)
{
    auto rules = rules::loadRules(options.rulesFolder.empty() ? rules::defaultRulesFolder() : options.rulesFolder);
    if (!rules)
        return rules.error();
    auto payloads = session::PayloadStore::create();
    if (!payloads)
        return payloads.error();
    auto opened = std::visit([&](const auto &way) { return open(way, options); }, input);
    if (!opened)
        return opened.error();
    auto analysis = std::make_unique<RunningAnalysis>(options, payloads.value());
    for (const std::vector<std::string> *paths : {&options.keyLogFiles, &std::as_const(opened.value().keyLogs)}) {
        if (auto status = analysis->addKeyLogs(*paths); !status)
            return status.error();
    }
    analysis->run(std::move(opened.value()), options, rules.value(), std::move(sink));
    return std::unique_ptr<Analysis>(std::move(analysis));
}

} // namespace telltale::engine
