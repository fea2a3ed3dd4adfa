// SPDX-License-Identifier: GPL-3.0-or-later
// Watching a phone from the window: the wizard, recording, and the end of decrypting.
#include "shell/main_window.h"

#include "bridge/obstacles.h"
#include "bridge/session_folder.h"
#include "shell/notices.h"
#include "shell/reason_list.h"
#include "shell/secrets_dialog.h"
#include "shell/settings_dialog.h"
#include "shell/start_page.h"
#include "shell/status_line.h"
#include "shell/user_settings.h"
#include "watch/hotspot_access_point.h"
#include "watch/watch_wizard.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QDir>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QUrl>

namespace telltale::shell {

void MainWindow::makeWizard()
{
    m_accessPoint = new watch::HotspotAccessPoint(this);
    m_wizard = new watch::WatchWizard(m_theme, m_analysis.interception(), m_analysis.phoneStream(), &bridge::interfaces,
        m_accessPoint, &bridge::findObstacles);
    m_stack->addWidget(m_wizard);
    connect(m_accessPoint, &watch::AccessPoint::failed, this, [this](const QString &what, const QString &remedy) {
        if (!m_wizard->isVisible()) // the wizard says it where it was asked for
            m_banner->say(what, remedy);
    });
    connect(m_wizard, &watch::WatchWizard::watchWanted, this, [this](const bridge::WatchPlan &plan) {
        m_banner->hide();
        if (startWatch(plan)) {
            m_stack->setCurrentWidget(m_wizard);
            m_wizard->watching(m_analysis.plan());
        }
    });
    connect(m_wizard, &watch::WatchWizard::watchDropped, this, [this] {
        m_analysis.discardRecording();
        m_stack->setCurrentWidget(m_wizard);
    });
    connect(m_wizard, &watch::WatchWizard::finished, this, [this] {
        showWorkspace();
        centralWidget()->setFocus();
    });
    connect(m_wizard, &watch::WatchWizard::cancelled, this, &MainWindow::closeWizard);
}

void MainWindow::openWizard()
{
    m_stack->setCurrentWidget(m_wizard);
    m_wizard->open();
}

void MainWindow::closeWizard(bool watching)
{
    if (watching)
        m_analysis.stop();
    if (m_analysis.source() == bridge::AnalysisBridge::Source::none)
        m_stack->setCurrentWidget(m_start);
    else
        showWorkspace();
}

bool MainWindow::startWatch(bridge::WatchPlan plan)
{
    plan.upstreamAuthorities = m_watchDefaults.upstreamAuthorities;
    plan.authorityFolder = m_watchDefaults.authorityFolder;
    plan.askPhone = asksPhone();
    if (plan.sessionFolder.isEmpty())
        plan.sessionFolder =
            bridge::newSessionFolder(bridge::recordingsFolder(), plan.sourceName(), QDateTime::currentDateTime());
    return m_analysis.watch(plan);
}

void MainWindow::stopDecrypting()
{
    m_analysis.stopDecrypting();
    showWorkspace(); // the wizard may wait for what will not come
}

void MainWindow::openSettings()
{
    auto *settings = new SettingsDialog(m_theme, m_watchDefaults.authorityFolder, m_analysis.decrypting(), this);
    settings->setAttribute(Qt::WA_DeleteOnClose);
    connect(settings, &QDialog::finished, this, [this] {
        if (!m_analysis.setCountryDatabase(countryDatabase()))
            return;
        // A file is read again at once; a phone is watched on with what it began with.
        if (m_analysis.source() == bridge::AnalysisBridge::Source::file)
            m_analysis.open(m_analysis.path());
    });
    settings->open();
}

void MainWindow::openSecrets()
{
    auto *dialog = new SecretsDialog(m_analysis.secrets(), m_theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SecretsDialog::changed, this, [this] {
        // A file is read again at once; packets of a live phone are gone, so there it holds from the next watch on.
        if (m_analysis.source() == bridge::AnalysisBridge::Source::file)
            m_analysis.open(m_analysis.path());
        else if (m_analysis.running())
            m_banner->say(
                tr("The secrets are looked for from the next watch on."), tr("Stop and watch again to begin."));
    });
    dialog->open();
}

void MainWindow::showReasons()
{
    m_reasons->popUp(m_status->mapToGlobal(m_status->whyCorner()));
}

void MainWindow::openRecording()
{
    const QString folder = m_analysis.recording();
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
        m_banner->say(tr("The recording is in %1.").arg(QDir::toNativeSeparators(folder)), {});
}

void MainWindow::discardRecording()
{
    auto *question = new QMessageBox(QMessageBox::Question, tr("Discard the recording?"),
        tr("What was recorded of %1 is deleted and cannot be brought back.").arg(m_analysis.name()),
        QMessageBox::NoButton, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(QDir::toNativeSeparators(m_analysis.recording()));
    auto *discard = question->addButton(tr("Discard"), QMessageBox::DestructiveRole);
    discard->setObjectName(QStringLiteral("confirmDiscard"));
    question->setDefaultButton(question->addButton(QMessageBox::Cancel));
    connect(discard, &QPushButton::clicked, &m_analysis, &bridge::AnalysisBridge::discardRecording);
    question->open();
}

} // namespace telltale::shell
