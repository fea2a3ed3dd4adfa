// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "record_printer.h"

#include <atomic>
#include <cstdio>
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
    RecordPrinter printer(stdout, arguments.records, arguments.only, sentences.value());
    const bool progress = ::isatty(STDERR_FILENO) == 1;
    std::optional<base::Error> failure;
    auto analysis = engine::Analysis::start(
        engine::FileInput{path}, arguments.engine, [&](const std::shared_ptr<const engine::Batch> &batch) {
            printer.collect(*batch);
            if (batch->error)
                failure = batch->error;
            if (progress)
                showProgress(batch->progress);
        });
    if (!analysis) {
        std::fprintf(stderr, "telltale-cli: %s\n", analysis.error().text().c_str());
        return exitStatusOf(analysis.error().kind);
    }
    analysis.value()->wait();
    if (progress)
        std::fputs("\r\033[K", stderr);
    printer.printCollected(*analysis.value()->payloads());
    leaked = leaked || printer.leaks() > 0;
    if (!printer.intact()) {
        std::fprintf(stderr, "telltale-cli: The records could not be written to standard output.\n");
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
