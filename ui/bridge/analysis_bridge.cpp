// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/analysis_bridge.h"

#include "bridge/data_folder.h"
#include "engine/analysis.h"

#include <QFileInfo>

namespace telltale::bridge {

struct AnalysisBridge::Begin {
    Source source;
    QString name;
    engine::Input input;
    QStringList keyLogs;
};

AnalysisBridge::AnalysisBridge(SessionStore &store, PayloadAccess &payloads, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_payloads(payloads)
{
}

AnalysisBridge::~AnalysisBridge()
{
    m_analysis.reset();
}

void AnalysisBridge::open(const QString &path)
{
    m_path = path;
    const QString name = path == QStringLiteral("-") ? tr("standard input") : QFileInfo(path).fileName();
    begin({Source::file, name, engine::FileInput{path.toStdString()}, m_keyLogs});
}

void AnalysisBridge::demo(double speed)
{
    const QString capture = demoCapture();
    if (capture.isEmpty()) {
        emit failed(tr("This copy of Telltale has no demonstration capture."),
            tr("Install it whole, or open a capture of your own."));
        return;
    }
    QStringList keyLogs = m_keyLogs;
    if (const QString keys = demoKeyLog(); !keys.isEmpty())
        keyLogs.append(keys);
    begin({Source::demo, tr("Demonstration"), engine::PacedInput{capture.toStdString(), speed}, keyLogs});
}

void AnalysisBridge::watch(const QString &interface, const QString &filter)
{
    begin({Source::live, interface, engine::LiveInput{interface.toStdString(), filter.toStdString()}, m_keyLogs});
}

void AnalysisBridge::begin(const Begin &how)
{
    m_analysis.reset();
    m_running = false;
    engine::Options options;
    for (const QString &file : how.keyLogs)
        options.keyLogFiles.push_back(file.toStdString());
    options.rulesFolder = dataFolder(QStringLiteral("rules")).toStdString();
    // The sink runs on a thread of the engine: all it does is post to this one. The number is read
    // there from the batch, so that what an earlier analysis still posts is recognised here.
    auto started = engine::Analysis::start(how.input, options, [this](std::shared_ptr<const engine::Batch> batch) {
        QMetaObject::invokeMethod(
            this, [this, batch] { receive(batch->analysis, batch); }, Qt::QueuedConnection);
    });
    if (!started) {
        emit failed(QString::fromStdString(started.error().message), QString::fromStdString(started.error().remedy));
        return;
    }
    m_store.clear();
    m_analysis = std::move(started.value());
    m_number = m_analysis->number();
    m_payloads.setStore(m_analysis->payloads());
    m_name = how.name;
    m_source = how.source;
    m_running = true;
    if (std::exchange(m_private, false))
        emit privateChanged(false);
    emit this->started();
}

void AnalysisBridge::receive(std::uint64_t analysis, const std::shared_ptr<const engine::Batch> &batch)
{
    if (!m_analysis || analysis != m_number)
        return;
    if (batch->error)
        emit failed(QString::fromStdString(batch->error->message), QString::fromStdString(batch->error->remedy));
    if (batch->summary)
        m_running = false;
    m_store.apply(*batch);
    emit progressed();
    if (!batch->summary)
        return;
    if (!batch->summary->complete && !batch->error) {
        emit failed(tr("The input could be read only in part: %1").arg(QString::fromStdString(batch->summary->problem)),
            tr("What could be read is shown."));
    }
    emit finished();
}

void AnalysisBridge::stop()
{
    if (m_analysis && m_running)
        m_analysis->stop();
}

void AnalysisBridge::markPrivate(bool on)
{
    if (!m_analysis || !m_running || on == m_private)
        return;
    m_private = on;
    m_privateSince.start();
    m_analysis->markPrivate(on);
    emit privateChanged(on);
}

qint64 AnalysisBridge::privateMilliseconds() const
{
    return m_private ? m_privateSince.elapsed() : 0;
}

} // namespace telltale::bridge

#include "moc_analysis_bridge.cpp"
