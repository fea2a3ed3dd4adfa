// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "record_printer.h"

#include <atomic>
#include <cstdio>
#include <mutex>
#include <unistd.h>

namespace telltale::cli {

namespace {

/// "Reading 43 %" on standard error, where somebody looks at it.
void showProgress(const engine::Progress &progress)
{
    if (progress.size > 0)
        std::fprintf(stderr, "\rReading %3d %%", static_cast<int>(100 * progress.position / progress.size));
    else
        std::fprintf(stderr, "\rRead %llu packets", static_cast<unsigned long long>(progress.packets));
}

/// Reads one input; its records are printed before the next input is read.
ExitStatus analyzeOne(const Arguments &arguments, const std::string &path, bool &leaked)
{
    const auto sentences = sentenceRules(arguments);
    if (!sentences) {
        std::fprintf(stderr, "telltale-cli: %s\n", sentences.error().text().c_str());
        return exitStatusOf(sentences.error().kind);
    }
    Opening opening;
    RecordPrinter printer(
        stdout, RecordLines(annotated(arguments.records, opening), sentences.value()), arguments.only);
    const bool progress = ::isatty(STDERR_FILENO) == 1;
    std::optional<base::Error> failure;
    std::mutex mutex; // protects payloads
    std::shared_ptr<const session::PayloadStore> payloads;
    std::unique_lock beginning(mutex); // the first batch waits until it is known where payloads lie
    auto analysis = engine::Analysis::start(
        engine::FileInput{path}, arguments.engine, [&](const std::shared_ptr<const engine::Batch> &batch) {
            const std::lock_guard lock(mutex);
            printer.collect(*batch, *payloads);
            if (batch->error)
                failure = batch->error;
            if (progress)
                showProgress(batch->progress);
        });
    if (!analysis) {
        std::fprintf(stderr, "telltale-cli: %s\n", analysis.error().text().c_str());
        return exitStatusOf(analysis.error().kind);
    }
    payloads = analysis.value()->payloads();
    opening = {analysis.value()->trackers(), analysis.value()->decoders()};
    beginning.unlock();
    analysis.value()->wait();
    if (progress)
        std::fputs("\r\033[K", stderr);
    printer.printCollected(*payloads);
    leaked = leaked || printer.leaks() > 0;
    if (!printer.intact()) {
        std::fprintf(stderr, "telltale-cli: The records could not be written: standard output or the disk of temporary files is full or gone.\n");
        return ExitStatus::input;
    }
    if (failure) {
        std::fprintf(stderr, "telltale-cli: %s\n", failure->text().c_str());
        return exitStatusOf(failure->kind);
    }
    if (!printer.summary().complete) {
        std::fprintf(stderr, "telltale-cli: %s was read only in part: %s\n", path.c_str(),
                     printer.summary().problem.c_str());
        return ExitStatus::input;
    }
    return ExitStatus::done;
}

} // namespace

ExitStatus analyze(const Arguments &arguments)
{
    ExitStatus worst = ExitStatus::done;
    bool leaked = false;
    for (const std::string &path : arguments.inputs) {
        const ExitStatus status = analyzeOne(arguments, path, leaked);
        if (status != ExitStatus::done)
            worst = status;
    }
    if (worst == ExitStatus::done && leaked && arguments.failOnLeak)
        return ExitStatus::leak;
    return worst;
}

} // namespace telltale::cli
