@echo off
rem Installs the version that the kiosk asks for, and the one before where it does not prove itself.
rem Task of the system, once a minute: update-task.xml, which copies this script away from the program first. Decisions:
rem docs/adr/0031. ASCII, lines end with CR LF.
setlocal
set "system=%SystemRoot%\System32"
set "program=%ProgramFiles%\InkWitness\inkwitness.exe"
set "own=%ProgramFiles%\InkWitness Update"
set "updates=%ProgramData%\InkWitness\kiosk\updates"

if exist "%own%\taken\" goto run
md "%own%\taken"
"%system%\icacls.exe" "%own%\taken" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F >nul

:run
type nul >"%own%\alive.txt"
if exist "%own%\installing.txt" goto interrupted
if exist "%own%\proving.txt" goto prove
if not exist "%updates%\wish\release.txt" goto end

rem An account that owns nothing here wrote the wish: it is copied to where only administrators write, and judged there.
rem Nothing of it stands in a command before that, and nothing that was refused is kept for others to read.
del /q "%own%\taken\*.*" >nul 2>&1
for %%f in (release.txt station.json next.json next.msi current.json current.msi) do copy /y /b "%updates%\wish\%%f" "%own%\taken\%%f" >nul 2>&1
"%system%\reg.exe" export "HKLM\SOFTWARE\Policies\InkWitness\Kiosk" "%own%\taken\policy.reg" /y /reg:64 >nul 2>&1
"%system%\reg.exe" export "HKLM\SOFTWARE\InkWitness\Kiosk" "%own%\taken\installed.reg" /y /reg:64 >nul 2>&1
start "" /wait /b "%program%" --judge-update="%own%" >"%own%\verdict.txt"
if errorlevel 11 goto refused
if not errorlevel 10 goto refused

rem First the mark, then the look: a kiosk that is opened now sees the one or is seen by the other.
type nul >"%own%\installing.txt"
call :look
if not errorlevel 1 goto in-use
copy /y "%own%\taken\next.json" "%own%\tried.json" >nul
start "" /wait "%system%\msiexec.exe" /i "%own%\taken\next.msi" /qn /norestart /l* "%own%\install.log"
set "code=%errorlevel%"
>"%own%\proving.txt" echo 0
if "%code%"=="0" goto installed
if "%code%"=="3010" goto installed
goto back
:installed
del "%own%\installing.txt"
goto open

rem The power went while something was installed: Windows Installer has undone it, or does so with the next package.
:interrupted
if not exist "%own%\proving.txt" >"%own%\proving.txt" echo 0
del "%own%\installing.txt"

rem release.txt was judged: hexadecimal. A minute counts only while somebody is logged on for whom a kiosk can open.
:prove
set "id="
set /p id=<"%own%\taken\release.txt"
if exist "%updates%\proved-%id%" goto proved
"%system%\reg.exe" query HKU >"%own%\accounts.txt"
"%system%\find.exe" "S-1-5-21-" "%own%\accounts.txt" >nul
if not errorlevel 1 goto somebody
"%system%\find.exe" "S-1-12-1-" "%own%\accounts.txt" >nul
if errorlevel 1 goto end
:somebody
set /p minutes=<"%own%\proving.txt"
if %minutes% geq 10 goto back
set /a minutes+=1
>"%own%\proving.txt" echo %minutes%
goto open

:proved
del "%own%\proving.txt"
del /q "%own%\taken\*.*"
goto end

rem Tried every minute until it is done: there is no other kiosk at this bed.
:back
type nul >"%own%\installing.txt"
call :look
if not errorlevel 1 goto in-use
start "" /wait "%system%\msiexec.exe" /i "%own%\taken\current.msi" /qn /norestart /l* "%own%\back.log" WAYBACK=1 REINSTALLMODE=amus
set "code=%errorlevel%"
del "%own%\installing.txt"
if "%code%"=="0" goto returned
if not "%code%"=="3010" goto end
:returned
del "%own%\proving.txt"
del /q "%own%\taken\*.*"
goto open

:refused
del /q "%own%\taken\*.*"
goto open

rem A kiosk is open: it withdraws its wish when it is shown again.
:in-use
del "%own%\installing.txt"
:open
"%system%\schtasks.exe" /run /tn "InkWitness\Open" >nul 2>&1
:end
exit /b 0

rem Answers 0 while the program runs, for anybody, or where nobody can tell.
:look
"%system%\tasklist.exe" >"%own%\running.txt"
"%system%\find.exe" /i "tasklist.exe" "%own%\running.txt" >nul
if errorlevel 1 exit /b 0
"%system%\find.exe" /i "inkwitness.exe" "%own%\running.txt" >nul
exit /b %errorlevel%
