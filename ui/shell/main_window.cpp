// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/main_window.h"

#include "bridge/app_naming.h"
#include "inspector/inspector_pane.h"
#include "leaks/leak_pane.h"
#include "models/reason_text.h"
#include "profile/profile_pane.h"
#include "shell/exchange_pane.h"
#include "shell/notices.h"
#include "shell/reason_list.h"
#include "shell/start_page.h"
#include "shell/status_line.h"
#include "shell/style_sheet.h"
#include "shell/tool_bar.h"
#include "shell/user_settings.h"
#include "shell/who_pane.h"
#include "timeline/timeline_pane.h"

#include <QInputDialog>
#include <QLineEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QVBoxLayout>

namespace telltale::shell {

namespace {

constexpr QSize smallest{1024, 640};
constexpr QSize usual{1440, 900};
constexpr int whoWidth = 210;
constexpr int inspectorWidth = 400;
constexpr int leakHeight = 180;
constexpr int profileHeight = 280; // a graph needs more room than sentences

QSplitter *splitter(Qt::Orientation orientation)
{
    auto *result = new QSplitter(orientation);
    result->setHandleWidth(1);
    result->setChildrenCollapsible(false);
    return result;
}

} // namespace

MainWindow::MainWindow(bridge::Theme::Mode mode, QWidget *parent)
    : QMainWindow(parent)
    , m_theme(mode)
    , m_analysis(m_store, m_payloads)
{
    setWindowTitle(tr("Telltale"));
    setMinimumSize(smallest);
    resize(usual);
    setAcceptDrops(true);
    setFont(m_theme.body());
    m_tools = new ToolBar(m_theme);
    m_band = new PrivateBand(m_theme);
    m_band->hide();
    m_decryptBand = new DecryptBand(m_theme);
    m_decryptBand->hide();
    m_banner = new Banner(m_theme);
    m_start = new StartPage(m_theme);
    m_status = new StatusLine(m_store, m_analysis, m_theme);
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_start);
    m_stack->addWidget(makeWorkspace());
    makeWizard();
    auto *all = new QWidget;
    auto *column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget *part : {static_cast<QWidget *>(m_tools), static_cast<QWidget *>(m_decryptBand),
             static_cast<QWidget *>(m_band), static_cast<QWidget *>(m_banner)})
        column->addWidget(part);
    column->addWidget(m_stack, 1);
    column->addWidget(m_status);
    setCentralWidget(all);
    connectTools();
    connectAnalysis();
    m_analysis.setCountryDatabase(countryDatabase());
    makeShortcuts();
    connect(&m_theme, &bridge::Theme::changed, this, &MainWindow::applyTheme);
    applyTheme();
    m_start->setFocus();
}

MainWindow::~MainWindow() = default;

QWidget *MainWindow::makeWorkspace()
{
    m_who = new WhoPane(m_store, m_selection, m_theme);
    m_timeline = new timeline::TimelinePane(m_store, m_selection, m_theme);
    m_table = new ExchangePane(m_store, m_selection, m_theme);
    m_inspector = new inspector::InspectorPane(m_store, m_selection, m_payloads, m_theme);
    auto *middle = splitter(Qt::Vertical);
    middle->addWidget(m_timeline);
    middle->addWidget(m_table);
    middle->setSizes({330, 300});
    middle->setStretchFactor(0, 1);
    middle->setStretchFactor(1, 1);
    m_columns = splitter(Qt::Horizontal);
    m_columns->addWidget(m_who);
    m_columns->addWidget(middle);
    m_columns->addWidget(m_inspector);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({whoWidth, usual.width() - whoWidth - inspectorWidth, inspectorWidth});
    m_rows = splitter(Qt::Vertical);
    m_rows->addWidget(m_columns);
    m_rows->addWidget(makeFindings());
    m_rows->setStretchFactor(0, 1);
    m_rows->setSizes({usual.height() - leakHeight, leakHeight});
    return m_rows;
}

/// What leaked, and behind a second tab who can join what of it.
QWidget *MainWindow::makeFindings()
{
    m_leaks = new leaks::LeakPane(m_store, m_selection, m_theme);
    m_profile = new profile::ProfilePane(m_store, m_selection, m_theme);
    auto *tabs = new QTabBar;
    tabs->setObjectName(QStringLiteral("findingTabs"));
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    tabs->setAccessibleName(tr("Findings"));
    tabs->addTab(tr("Leaks"));
    tabs->addTab(tr("Profiles"));
    auto *pages = new QStackedWidget;
    pages->addWidget(m_leaks);
    pages->addWidget(m_profile);
    connect(tabs, &QTabBar::currentChanged, this, [this, pages](int page) {
        pages->setCurrentIndex(page);
        QList<int> sizes = m_rows->sizes();
        if (page == 1 && sizes[1] < profileHeight)
            m_rows->setSizes({sizes[0] + sizes[1] - profileHeight, profileHeight});
    });
    connect(m_profile, &profile::ProfilePane::countChanged, tabs, [this, tabs] {
        const int count = m_profile->count();
        tabs->setTabText(1, count == 0 ? tr("Profiles") : tr("Profiles · %1").arg(count));
    });
    auto *findings = new QWidget;
    findings->setObjectName(QStringLiteral("findings"));
    findings->setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(findings);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(tabs);
    column->addWidget(pages, 1);
    return findings;
}

/// What the user and the phone itself say of who sent it.
void MainWindow::connectNaming()
{
    connect(&m_analysis, &bridge::AnalysisBridge::phoneChanged, m_who,
        [this] { m_who->setPhoneLine(m_analysis.phoneLine(), m_analysis.phoneAttached()); });
    connect(m_who, &WhoPane::namingWanted, this, [this](const QString &lane) {
        askName([this, lane](const QString &name) { return bridge::namingOf(m_store, lane, name); });
    });
    connect(m_table, &ExchangePane::namingWanted, this, [this](const session::ConnectionId &connection) {
        askName([this, connection](const QString &name) { return bridge::namingOf(m_store, connection, name); });
    });
}

void MainWindow::askName(const std::function<std::optional<attribution::UserNaming>(const QString &)> &naming)
{
    auto *question = new QInputDialog(this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setObjectName(QStringLiteral("appNaming"));
    question->setWindowTitle(tr("Which app is it?"));
    question->setLabelText(tr("It is called so from now on, marked as named by you. Leave it empty to take your word back."));
    connect(question, &QInputDialog::textValueSelected, this, [this, naming](const QString &name) {
        if (const auto said = naming(name))
            m_analysis.nameApp(*said);
    });
    question->open();
}

void MainWindow::applyTheme()
{
    setPalette(m_theme.palette());
    setStyleSheet(shell::styleSheet(m_theme));
    setWindowIcon(icon(QStringLiteral("telltale"), m_theme.color(bridge::Theme::Role::ink)));
}

void MainWindow::connectTools()
{
    connectNaming();
    connect(m_tools, &ToolBar::openWanted, this, &MainWindow::chooseFile);
    connect(m_tools, &ToolBar::watchWanted, this, &MainWindow::openWizard);
    connect(m_tools, &ToolBar::demoWanted, this, [this] { playDemo(1.0); });
    connect(m_tools, &ToolBar::stopWanted, &m_analysis, &bridge::AnalysisBridge::stop);
    connect(m_tools, &ToolBar::privateToggled, &m_analysis, &bridge::AnalysisBridge::markPrivate);
    connect(m_tools, &ToolBar::filterChanged, m_table, &ExchangePane::setQuery);
    connect(m_tools, &ToolBar::freezeToggled, this, [this](bool frozen) { setFollow(!frozen); });
    connect(m_tools, &ToolBar::detailsToggled, this, &MainWindow::showDetails);
    connect(m_tools, &ToolBar::settingsWanted, this, &MainWindow::openSettings);
    connect(m_leaks, &leaks::LeakPane::secretsWanted, this, &MainWindow::openSecrets);
    connect(m_start, &StartPage::openWanted, this, &MainWindow::chooseFile);
    connect(m_start, &StartPage::watchWanted, this, &MainWindow::openWizard);
    connect(m_start, &StartPage::demoWanted, this, [this] { playDemo(1.0); });
    connect(m_band, &PrivateBand::endWanted, this, [this] { m_analysis.markPrivate(false); });
    connect(m_decryptBand, &DecryptBand::endWanted, this, &MainWindow::stopDecrypting);
    connect(m_status, &StatusLine::folderWanted, this, &MainWindow::openRecording);
    connect(m_status, &StatusLine::discardWanted, this, &MainWindow::discardRecording);
    connect(m_status, &StatusLine::cancelWanted, &m_analysis, &bridge::AnalysisBridge::stop);
    m_reasons = new ReasonList(m_store, m_theme, this);
    connect(m_status, &StatusLine::whyWanted, this, &MainWindow::showReasons);
    connect(
        m_reasons, &ReasonList::reasonChosen, this, [this](const QString &name, const session::ConnectionId &first) {
            m_selection.focusAll();
            m_tools->filter()->setText(QStringLiteral("why:") + name);
            m_selection.selectExchange(session::ExchangeId{first, 0});
        });
    connect(m_timeline, &timeline::TimelinePane::followChanged, this, &MainWindow::setFollow);
    connect(&m_selection, &bridge::Selection::proofRequested, this, [this] { showDetails(true); });
}

void MainWindow::connectAnalysis()
{
    auto *clock = new QTimer(this);
    clock->setInterval(500);
    connect(clock, &QTimer::timeout, this, &MainWindow::refreshPrivate);
    connect(&m_analysis, &bridge::AnalysisBridge::privateChanged, this, [this, clock](bool on) {
        on ? clock->start() : clock->stop();
        refreshPrivate();
    });
    connect(&m_analysis, &bridge::AnalysisBridge::started, this, &MainWindow::begun);
    connect(&m_analysis, &bridge::AnalysisBridge::finished, this, [this] {
        m_tools->setRunning(false, false);
        m_tools->setFrozen(false);
        m_table->setFollow(false);
        refreshBands();
        refreshPrivate();
        selectFirstLeak();
    });
    connect(&m_analysis, &bridge::AnalysisBridge::failed, m_banner, &Banner::say);
    connect(&m_analysis.interception(), &bridge::InterceptionState::changed, this, &MainWindow::refreshBands);
    connect(&m_analysis, &bridge::AnalysisBridge::discarded, this, [this] {
        m_selection.clear();
        refreshBands();
        refreshPrivate();
        m_status->refresh();
        setWindowTitle(tr("Telltale"));
        m_stack->setCurrentWidget(m_start);
    });
}

void MainWindow::begun()
{
    const bool live = m_analysis.source() != bridge::AnalysisBridge::Source::file;
    m_selection.clear();
    m_banner->hide();
    refreshBands();
    m_tools->setRunning(true, live);
    setWindowTitle(tr("%1 — Telltale").arg(m_analysis.name()));
    showWorkspace();
    m_table->setFollow(live);
    if (live)
        m_timeline->setFollow(true);
    else
        m_timeline->fitAll();
    // Nothing in particular: a list that has the focus would choose its first row.
    centralWidget()->setFocus();
}

void MainWindow::showWorkspace()
{
    m_stack->setCurrentIndex(1);
    fold();
}

void MainWindow::refreshPrivate()
{
    const bool on = m_analysis.privateBrowsing() && m_analysis.running();
    m_tools->setPrivate(on, m_analysis.privateMilliseconds());
    m_tools->setRunning(m_analysis.running(), m_analysis.source() != bridge::AnalysisBridge::Source::file);
    // One band is enough: while decrypting, the button in the tool bar says it.
    m_band->setVisible(on && !m_analysis.decrypting());
}

void MainWindow::refreshBands()
{
    const auto &failed = m_analysis.interception().failed();
    m_decryptBand->setTrouble(failed.empty()
            ? QString()
            : tr("%1 was refused to the phone: %2")
                  .arg(failed.back().name, models::serverFailureText(failed.back().reason)));
    const bridge::WatchPlan &plan = m_analysis.plan();
    const auto ended = m_store.decryptingEnded();
    if (ended)
        m_decryptBand->setEnded(
            *ended, m_analysis.running() && m_analysis.source() == bridge::AnalysisBridge::Source::live);
    else
        m_decryptBand->setFacts(plan.stationName, plan.interface, plan.refuseQuic);
    m_decryptBand->setEnding(m_analysis.interception().ending());
    m_decryptBand->setVisible(m_analysis.decrypting() || (ended && !m_decryptBand->closed()));
}

void MainWindow::setFollow(bool follow)
{
    m_timeline->setFollow(follow);
    m_table->setFollow(follow);
    m_tools->setFrozen(!follow && m_analysis.running());
}

void MainWindow::selectFirstLeak()
{
    if (!m_selection.exchange())
        m_leaks->selectFirst();
}

} // namespace telltale::shell

#include "moc_main_window.cpp"
