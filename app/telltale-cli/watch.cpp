// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "pcapdroid_option.h"
#include "record_printer.h"
#include "relay_lines.h"

#include <csignal>
#include <cstdio>
#include <mutex>

namespace telltale::cli {

namespace {

/// Waits for SIGINT, SIGTERM and SIGUSR1 on a thread of its own; all other threads have them blocked.
class Signals {
public:
    Signals()
    {
        sigemptyset(&m_set);
        sigaddset(&m_set, SIGINT);
        sigaddset(&m_set, SIGTERM);
        sigaddset(&m_set, SIGUSR1);
        pthread_sigmask(SIG_BLOCK, &m_set, nullptr);
    }

    /// Which one came within a tenth of a second; none: not above 0.
    [[nodiscard]] int next() const
    {
        const timespec patience{0, 100'000'000};
        return sigtimedwait(&m_set, nullptr, &patience);
    }

private:
    sigset_t m_set{};
};

engine::PcapdroidInput pcapdroidInputOf(const Arguments &arguments)
{
    engine::PcapdroidInput phone = *arguments.pcapdroid;
    phone.from = arguments.pcapdroidSender;
    phone.sessionFolder = arguments.sessionFolder;
    phone.program = "telltale-cli " TELLTALE_VERSION;
    return phone;
}

engine::Input inputOf(const Arguments &arguments)
{
    if (arguments.pcapdroid)
        return pcapdroidInputOf(arguments);
    engine::LiveInput input{arguments.interface, {}};
    for (const net::IpAddress &client : arguments.engine.clients)
        input.stations.push_back(client.text());
    if (arguments.intercept)
        input.interception = arguments.interception;
    input.sessionFolder = arguments.sessionFolder;
    input.adb = arguments.adb;
    input.program = "telltale-cli " TELLTALE_VERSION;
    return input;
}

void sayWhatTheRelaySays(const engine::Batch &batch)
{
    for (const intercept::RelayEvent &event : batch.relayEvents) {
        if (const std::string line = relayLine(event); !line.empty())
            std::fprintf(stderr, "%s\n", line.c_str());
    }
}

void sayThatDecryptingEnded(const engine::Batch &batch)
{
    if (batch.interceptionEnded)
        std::fprintf(stderr, "Decrypting ended at %s; the phone is still watched.\n",
            base::formatRfc3339(*batch.interceptionEnded).c_str());
}

void sayWhatThePhoneSays(const engine::Batch &batch)
{
    if (batch.phoneHeard)
        std::fprintf(
            stderr, "%s is taken for the phone: nobody else's packets count.\n", batch.phoneHeard->text().c_str());
    if (!batch.phone)
        return;
    const attribution::PhoneLink &phone = *batch.phone;
    const std::string name = phone.model.empty() ? phone.serial : phone.model + " (" + phone.serial + ")";
    std::fprintf(stderr, "%s\n",
        phone.attached ? ("The phone " + name + " says over adb which app has which connection.").c_str()
                       : phone.reason.c_str());
}

} // namespace

ExitStatus watch(const Arguments &arguments)
{
    const Signals signals; // before any thread starts: they inherit the mask
    std::signal(SIGPIPE, SIG_IGN);
    const auto sentences = sentenceRules(arguments);
    if (!sentences) {
        std::fprintf(stderr, "telltale-cli: %s\n", sentences.error().text().c_str());
        return exitStatusOf(sentences.error().kind);
    }
    Opening opening;
    RecordPrinter printer(
        stdout, RecordLines(annotated(arguments.records, opening), sentences.value()), arguments.only);
    if (arguments.adb)
        printer.waitForApps();
    std::mutex mutex; // protects printer, failure, ended and payloads
    std::optional<base::Error> failure;
    bool ended = false;
    std::shared_ptr<const session::PayloadStore> payloads;
    std::unique_lock beginning(mutex); // the first batch waits until it is known where payloads lie
    auto analysis = engine::Analysis::start(
        inputOf(arguments), arguments.engine, [&](const std::shared_ptr<const engine::Batch> &batch) {
            sayWhatTheRelaySays(*batch);
            sayThatDecryptingEnded(*batch);
            sayWhatThePhoneSays(*batch);
            const std::lock_guard lock(mutex);
            printer.printLive(*batch, *payloads);
            if (batch->error)
                failure = batch->error;
            ended = ended || batch->summary.has_value();
        });
    if (!analysis) {
        std::fprintf(stderr, "telltale-cli: %s\n", analysis.error().text().c_str());
        return exitStatusOf(analysis.error().kind);
    }
    if (arguments.pcapdroid)
        std::fprintf(stderr, "%s\n", pcapdroidLine(pcapdroidInputOf(arguments)).c_str());
    payloads = analysis.value()->payloads();
    opening = {analysis.value()->trackers(), analysis.value()->decoders()};
    beginning.unlock();
    for (bool over = false; !over;) {
        const int signal = signals.next();
        if (signal == SIGUSR1)
            analysis.value()->endInterception();
        over = signal == SIGINT || signal == SIGTERM;
        const std::lock_guard lock(mutex);
        over = over || ended || !printer.intact();
    }
    analysis.value()->stop();
    analysis.value()->wait();
    if (failure) {
        std::fprintf(stderr, "telltale-cli: %s\n", failure->text().c_str());
        return exitStatusOf(failure->kind);
    }
    if (arguments.failOnLeak && printer.leaks() > 0)
        return ExitStatus::leak;
    return printer.summary().complete ? ExitStatus::done : ExitStatus::input;
}

} // namespace telltale::cli
