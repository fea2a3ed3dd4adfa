// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/analysis_bridge.h"

#include "bridge/app_naming.h"
#include "bridge/country_database.h"
#include "bridge/data_folder.h"
#include "bridge/session_folder.h"
#include "engine/analysis.h"
#include "net/local_network.h"
#include "rules/tracker_folder.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace telltale::bridge {

struct AnalysisBridge::Begin {
    Source source;
    QString name;
    engine::Input input;
    QStringList keyLogs;
    WatchPlan plan = {};
};

namespace {

engine::LiveInput liveInput(const WatchPlan &plan)
{
    engine::LiveInput input{plan.interface.toStdString(), {}};
    for (const QString &station : plan.stations)
        input.stations.push_back(station.toStdString());
    input.sessionFolder = plan.sessionFolder.toStdString();
    if (plan.askPhone)
        input.adb = engine::AdbInput{};
    if (!plan.decrypt)
        return input;
    engine::Interception interception;
    for (const QString &file : plan.upstreamAuthorities)
        interception.upstreamAuthorities.push_back(file.toStdString());
    interception.authorityFolder = plan.authorityFolder.toStdString();
    interception.refuseQuic = plan.refuseQuic;
    input.interception = interception;
    return input;
}

net::IpAddress addressOf(const QString &text)
{
    return net::IpAddress::parse(text.toStdString()).value_or(net::IpAddress());
}

/// What is no address, though it should be one: it would be listened at all of this computer's, or to anybody.
std::optional<QString> wrongAddress(const PcapdroidPlan &plan)
{
    if (net::isUnspecified(addressOf(plan.address)))
        return plan.address;
    QStringList senders = plan.refused;
    senders << plan.from;
    for (const QString &sender : senders) {
        if (!sender.isEmpty() && addressOf(sender).isNull())
            return sender;
    }
    return std::nullopt;
}

engine::PcapdroidInput pcapdroidInput(const PcapdroidPlan &plan, const QString &sessionFolder)
{
    using Sink = engine::PcapdroidInput::Sink;
    using Way = PcapdroidPlan::Way;
    engine::PcapdroidInput input;
    input.sink = plan.way == Way::tcp ? Sink::tcp : plan.way == Way::udp ? Sink::udp : Sink::http;
    input.at = {addressOf(plan.address), plan.port};
    input.from = addressOf(plan.from);
    for (const QString &refused : plan.refused)
        input.notFrom.push_back(addressOf(refused));
    input.patient = true; // the window must not stand still until the phone answers
    input.sessionFolder = sessionFolder.toStdString();
    return input;
}

} // namespace

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

bool AnalysisBridge::watch(const WatchPlan &plan)
{
    if (!plan.pcapdroid)
        return begin({Source::live, plan.interface, liveInput(plan), m_keyLogs, plan});
    if (const auto wrong = wrongAddress(*plan.pcapdroid)) {
        emit failed(tr("“%1” is no address.").arg(*wrong), tr("Choose where PCAPdroid is listened for."));
        return false;
    }
    return begin(
        {Source::live, plan.sourceName(), pcapdroidInput(*plan.pcapdroid, plan.sessionFolder), m_keyLogs, plan});
}

void AnalysisBridge::stopDecrypting()
{
    if (!decrypting() || m_interception.ending())
        return;
    m_analysis->endInterception();
    m_interception.end();
}

QString AnalysisBridge::recording() const
{
    return m_source == Source::live ? m_plan.sessionFolder : QString();
}

void AnalysisBridge::discardRecording()
{
    const QString folder = recording();
    m_analysis.reset(); // its recorder closes the files
    m_running = false;
    m_source = Source::none;
    m_store.clear();
    m_interception.begin(false);
    if (!folder.isEmpty() && !deleteSession(folder))
        emit failed(tr("The recording %1 could not be deleted whole.").arg(QDir::toNativeSeparators(folder)),
            tr("Delete the folder by hand."));
    emit discarded();
}

bool AnalysisBridge::begin(const Begin &how)
{
    m_analysis.reset();
    const bool ended = std::exchange(m_running, false);
    engine::Options options;
    for (const QString &file : how.keyLogs)
        options.keyLogFiles.push_back(file.toStdString());
    options.secrets = m_secrets.lines();
    // A database that was moved or broken since must not keep a capture shut.
    const QString noCountries =
        m_countryDatabase.isEmpty() ? QString() : lookAtCountryDatabase(m_countryDatabase).problem;
    if (noCountries.isEmpty())
        options.countryDatabase = m_countryDatabase.toStdString();
    options.rulesFolder = dataFolder(QStringLiteral("rules")).toStdString();
    if (const std::string own = rules::userTrackerFolder(); !own.empty())
        options.trackerFolders.push_back(own);
    // The sink runs on a thread of the engine: all it does is post to this one. The number is read
    // there from the batch, so that what an earlier analysis still posts is recognised here.
    auto started = engine::Analysis::start(how.input, options, [this](std::shared_ptr<const engine::Batch> batch) {
        QMetaObject::invokeMethod(
            this, [this, batch] { receive(batch->analysis, batch); }, Qt::QueuedConnection);
    });
    if (!started) {
        emit failed(QString::fromStdString(started.error().message), QString::fromStdString(started.error().remedy));
        if (ended)
            emit finished();
        return false;
    }
    m_store.clear();
    m_store.nameStation(how.plan.stationName, how.plan.stationAddresses);
    m_analysis = std::move(started.value());
    m_number = m_analysis->number();
    m_payloads.setStore(m_analysis->payloads(), m_analysis->decoders());
    m_payloads.setTrackers(m_analysis->trackers());
    m_name = how.name;
    m_source = how.source;
    m_plan = how.plan;
    m_interception.begin(m_plan.decrypt);
    m_phoneStream.begin(m_plan.pcapdroid.value_or(PcapdroidPlan{}));
    m_running = true;
    setPhone({}, false);
    if (std::exchange(m_private, false))
        emit privateChanged(false);
    emit this->started();
    if (!noCountries.isEmpty())
        emit failed(noCountries, tr("Telltale's own table is used; choose another database in the settings."));
    return true;
}

void AnalysisBridge::receive(std::uint64_t analysis, const std::shared_ptr<const engine::Batch> &batch)
{
    if (!m_analysis || analysis != m_number)
        return;
    if (batch->error)
        emit failed(QString::fromStdString(batch->error->message), QString::fromStdString(batch->error->remedy));
    if (batch->summary)
        m_running = false;
    if (batch->interceptionEnded)
        m_plan.decrypt = false;
    m_store.apply(*batch); // first: who hears of the others looks at it
    m_interception.apply(*batch);
    m_phoneStream.apply(*batch);
    if (batch->phone && m_source == Source::live) {
        const attribution::PhoneLink &phone = *batch->phone;
        const QString name = QString::fromStdString(phone.model.empty() ? phone.serial : phone.model)
                                 .replace(QLatin1Char('_'), QLatin1Char(' '));
        setPhone(phone.attached ? tr("%1 itself says over ADB which app sends what.").arg(name)
                                : QString::fromStdString(phone.reason),
            phone.attached);
    }
    emit progressed();
    if (!batch->summary)
        return;
    m_analysis.reset(); // its programs and threads have nothing left to do; the payloads stay
    if (!batch->summary->complete && !batch->error) {
        emit failed(tr("The input could be read only in part: %1").arg(QString::fromStdString(batch->summary->problem)),
            tr("What could be read is shown."));
    }
    emit finished();
}

void AnalysisBridge::setPhone(const QString &line, bool attached)
{
    m_phoneLine = line;
    m_phoneAttached = attached;
    emit phoneChanged();
}

void AnalysisBridge::nameApp(const attribution::UserNaming &naming)
{
    if (m_analysis) {
        m_analysis->nameApp(naming);
        return;
    }
    const QString folder = m_source == Source::live ? recording() : m_path;
    QFile journal(QDir(folder).filePath(QStringLiteral("journal.ndjson")));
    if (m_source != Source::demo && QFileInfo(folder).isDir()
        && (!journal.open(QIODevice::Append)
            || journal.write(QByteArray::fromStdString(formatPhoneEvent(naming) + "\n")) < 0))
        emit failed(tr("The name could not be written into %1.").arg(QDir::toNativeSeparators(journal.fileName())),
            tr("It is shown until the session is closed."));
    m_store.apply(*applied(naming, m_store));
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
