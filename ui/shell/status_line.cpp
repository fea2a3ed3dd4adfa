// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/status_line.h"

#include "bridge/session_folder.h"
#include "delegates/elided_label.h"
#include "models/units.h"

#include <QDateTime>
#include <QDir>
#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

namespace telltale::shell {

using bridge::AnalysisBridge;
using models::bytesText;
using models::countText;

namespace {
constexpr int refreshDelay = 200; // ms: numbers that change more often cannot be read
constexpr int savedEvery = 500; // ms

/// What the engine says when the disk refuses (recording_source.h).
constexpr const char *notRecorded = "session.not_recorded";
/// The home folder as "~".
QString shortened(const QString &folder)
{
    const QString home = QDir::homePath() + QLatin1Char('/');
    return QDir::toNativeSeparators(folder.startsWith(home) ? QStringLiteral("~/") + folder.mid(home.size()) : folder);
}

} // namespace

StatusLine::StatusLine(
    const bridge::SessionStore &store, const AnalysisBridge &analysis, const bridge::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_analysis(analysis)
{
    setObjectName(QStringLiteral("statusLine"));
    setAttribute(Qt::WA_StyledBackground);
    setFont(theme.body());
    setMinimumHeight(25);
    const auto label = [] { return new delegates::ElidedLabel; };
    m_recording = label();
    m_decrypted = label();
    m_sent = label();
    m_far = label();
    m_why = new QPushButton(tr("see why"));
    m_why->setObjectName(QStringLiteral("link"));
    m_cancel = new QPushButton(tr("Cancel"));
    m_cancel->setObjectName(QStringLiteral("link"));
    m_folder = new QPushButton(tr("Open folder"));
    m_folder->setObjectName(QStringLiteral("link"));
    m_discard = new QPushButton(tr("Discard"));
    m_discard->setObjectName(QStringLiteral("link"));
    m_bar = new QProgressBar;
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(140);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 1, 12, 0);
    row->setSpacing(0);
    row->addWidget(m_recording);
    row->addSpacing(18);
    row->addWidget(m_decrypted);
    row->addWidget(m_why);
    row->addSpacing(14);
    row->addWidget(m_sent);
    row->addSpacing(14);
    row->addStretch(1);
    row->addWidget(m_far);
    row->addSpacing(8);
    row->addWidget(m_bar);
    row->addWidget(m_cancel);
    row->addWidget(m_folder);
    row->addWidget(m_discard);
    m_delay = new QTimer(this);
    m_delay->setSingleShot(true);
    m_delay->setInterval(refreshDelay);
    connect(m_delay, &QTimer::timeout, this, &StatusLine::refresh);
    m_clock = new QTimer(this);
    m_clock->setInterval(savedEvery);
    connect(m_clock, &QTimer::timeout, this, &StatusLine::refreshRecording);
    connect(m_folder, &QPushButton::clicked, this, &StatusLine::folderWanted);
    connect(m_discard, &QPushButton::clicked, this, &StatusLine::discardWanted);
    connect(m_why, &QPushButton::clicked, this, &StatusLine::whyWanted);
    connect(m_cancel, &QPushButton::clicked, this, &StatusLine::cancelWanted);
    connect(&store, &bridge::SessionStore::changed, this, [this] {
        if (!m_delay->isActive())
            m_delay->start();
    });
    connect(&store, &bridge::SessionStore::reset, this, &StatusLine::refresh);
    connect(&analysis, &AnalysisBridge::started, this, &StatusLine::refresh);
    connect(&analysis, &AnalysisBridge::finished, this, &StatusLine::refresh);
    refresh();
}

void StatusLine::refresh()
{
    m_recording->setText(recordingText());
    m_sent->setText(sentText());
    refreshDecryption();
    refreshProgress();
}

QString StatusLine::recordingText() const
{
    if (m_store.packets() == 0 && m_analysis.source() == AnalysisBridge::Source::none)
        return tr("Nothing opened yet");
    const QString packets = tr("%1 packets").arg(countText(m_store.packets()));
    const QString dropped =
        m_store.dropped() == 0 ? tr("none dropped") : tr("%1 dropped").arg(countText(m_store.dropped()));
    const QString both = QStringLiteral("%1, %2").arg(packets, dropped);
    switch (m_analysis.source()) {
    case AnalysisBridge::Source::live:
        if (m_analysis.recording().isEmpty() || !recordingProblem().isEmpty())
            return m_analysis.running() ? tr("● Watching %1 · %2").arg(m_analysis.name(), both)
                                        : tr("Watched %1 · %2").arg(m_analysis.name(), both);
        return m_analysis.running() ? tr("● Recording on %1 · %2").arg(m_analysis.name(), both)
                                    : tr("Recorded on %1 · %2").arg(m_analysis.name(), both);
    case AnalysisBridge::Source::demo:
        return m_analysis.running() ? tr("● Playing the demonstration · %1").arg(packets)
                                    : tr("Demonstration played · %1").arg(packets);
    case AnalysisBridge::Source::file:
        return m_analysis.running() ? tr("Reading · %1").arg(packets) : packets;
    case AnalysisBridge::Source::none:
        break;
    }
    return both;
}

QString StatusLine::sentText() const
{
    if (m_store.lanes().empty())
        return {};
    std::uint64_t bytes = 0;
    for (const auto &lane : m_store.lanes())
        bytes += lane.bytesSent;
    const auto leaks = m_store.leaks().size();
    return tr("%1 sent · %2").arg(bytesText(bytes), leaks == 1 ? tr("1 leak") : tr("%1 leaks").arg(countText(leaks)));
}

void StatusLine::refreshDecryption()
{
    std::uint64_t encrypted = 0;
    std::uint64_t closed = 0;
    for (const auto &connection : m_store.connections()) {
        encrypted += connection.security != session::Security::none ? 1 : 0;
        closed += bridge::isUndecrypted(connection) ? 1 : 0;
    }
    m_why->setVisible(closed > 0);
    if (encrypted == 0)
        m_decrypted->setText(m_store.packets() > 0 ? tr("No encrypted connection") : QString());
    else if (closed == 0)
        m_decrypted->setText(tr("All %1 encrypted connections decrypted").arg(countText(encrypted)));
    else
        m_decrypted->setText(tr("%1 of connections decrypted · %2 not,")
                                 .arg(models::shareText(encrypted - closed, encrypted), countText(closed)));
}

void StatusLine::refreshProgress()
{
    const bool reading = m_analysis.running() && m_analysis.source() == AnalysisBridge::Source::file;
    const bool known = reading && m_store.size() > 0;
    m_bar->setVisible(reading);
    m_cancel->setVisible(reading);
    m_bar->setRange(0, known ? 1000 : 0);
    if (known)
        m_bar->setValue(static_cast<int>(1000 * m_store.position() / m_store.size()));
    refreshRecording();
    if (!m_analysis.recording().isEmpty())
        return;
    const auto &summary = m_store.summary();
    if (reading)
        m_far->setText(
            known ? tr("%1 of %2").arg(bytesText(m_store.position()), bytesText(m_store.size())) : QString());
    else if (summary)
        m_far->setText(summary->complete ? tr("Read completely") : tr("Read in part"));
    else
        m_far->setText({});
}

QPoint StatusLine::whyCorner() const
{
    return {m_decrypted->x(), -4};
}

QString StatusLine::recordingProblem() const
{
    for (const auto &anomaly : m_store.anomalies()) {
        if (anomaly.id == notRecorded)
            return QString::fromStdString(anomaly.detail);
    }
    return {};
}

QString StatusLine::savedText() const
{
    const QString folder = m_analysis.recording();
    if (const QString problem = recordingProblem(); !problem.isEmpty())
        return tr("Recording stopped: %1").arg(problem);
    const auto written = bridge::lastWritten(folder);
    if (!written)
        return {};
    if (!m_analysis.running())
        return tr("Session saved in %1").arg(shortened(folder));
    const double seconds =
        static_cast<double>(std::max<qint64>(0, written->msecsTo(QDateTime::currentDateTime()))) / 1000;
    return seconds < 10 ? tr("Session saved %1 s ago").arg(QLocale().toString(seconds, 'f', 1))
                        : tr("Session saved, nothing new for %1 s").arg(QLocale().toString(seconds, 'f', 0));
}

void StatusLine::refreshRecording()
{
    const QString folder = m_analysis.recording();
    const bool recorded = !folder.isEmpty();
    m_folder->setVisible(recorded);
    m_discard->setVisible(recorded);
    m_folder->setToolTip(QDir::toNativeSeparators(folder));
    if (!recorded)
        return m_clock->stop();
    m_far->setText(savedText());
    m_analysis.running() ? m_clock->start() : m_clock->stop();
}

} // namespace telltale::shell

#include "moc_status_line.cpp"
