@echo off
rem Starts ModelLint. In a checkout it first builds the distribution where there is none; in the
rem distribution (bin\modellint.cmd) it only starts it. MODELLINT_OPTS: more options for Java.
setlocal DisableDelayedExpansion

set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
if not "%JAVA%"=="java" goto :version
where java >nul 2>nul
if errorlevel 1 goto :missing

:version
set "VERSION=unknown"
for /f "usebackq tokens=2,3" %%u in (`call "%JAVA%" -version 2^>^&1`) do if "%%u"=="version" set "VERSION=%%~v"
set "MAJOR=0"
for /f "tokens=1 delims=.-+_" %%v in ("%VERSION%") do set "MAJOR=%%v"
if "%MAJOR%"=="unknown" set "MAJOR=0"
if %MAJOR% LSS 17 goto :old

set "DIST=%~dp0.."
if exist "%DIST%\lib\modellint.jar" goto :start
set "DIST=%~dp0runtime-check\target\modellint"
if exist "%DIST%\lib\modellint.jar" goto :start
echo modellint: building the distribution (only the first time; it may download libraries) 1>&2
pushd "%~dp0"
call "%~dp0mvnw.cmd" -B -q -Dmaven.test.skip=true -pl runtime-check -am package 1>&2 <nul
popd
if not exist "%DIST%\lib\modellint.jar" goto :failed

:start
set "FLAGS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xlog:disable -Xlog:all=error:stderr"
if %MAJOR% GEQ 24 set "FLAGS=%FLAGS% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
"%JAVA%" %FLAGS% %MODELLINT_OPTS% -jar "%DIST%\lib\modellint.jar" %*
exit /b %ERRORLEVEL%

:missing
echo modellint: no Java found. ModelLint needs Java 17 or newer: install it, or set JAVA_HOME. 1>&2
exit /b 2

:old
echo modellint: ModelLint needs Java 17 or newer, but "%JAVA%" is %VERSION%. 1>&2
exit /b 2

:failed
echo modellint: the build failed; what Maven said stands above. 1>&2
exit /b 2
