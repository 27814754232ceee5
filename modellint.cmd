@echo off
rem Starts ModelLint. In a checkout it first builds the distribution where there is none; in the
rem distribution (bin\modellint.cmd) it only starts it. MODELLINT_OPTS: more options for Java.
setlocal DisableDelayedExpansion

set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
if not "%JAVA%"=="java" goto :version
where java >nul 2>nul
if errorlevel 1 (
  echo modellint: no Java found. ModelLint needs Java 17 or newer: install it, or set JAVA_HOME. 1>&2
  exit /b 2
)

:version
set "VERSION="
for /f "tokens=2 delims==" %%v in ('""%JAVA%" -XshowSettings:properties -version 2>&1 | findstr /c:"java.specification.version ="') do set "VERSION=%%v"
set "VERSION=%VERSION: =%"
set "MAJOR=0"
for /f "tokens=1 delims=." %%v in ("%VERSION%") do set "MAJOR=%%v"
if %MAJOR% LSS 17 (
  echo modellint: ModelLint needs Java 17 or newer, but %JAVA% is %VERSION%. 1>&2
  exit /b 2
)

set "HERE=%~dp0"
set "DIST=%HERE%.."
if exist "%DIST%\lib\modellint.jar" goto :start
set "DIST=%HERE%runtime-check\target\modellint"
if exist "%DIST%\lib\modellint.jar" goto :start
echo modellint: building the distribution (only the first time; it may download libraries) 1>&2
pushd "%HERE%"
call "%HERE%mvnw.cmd" -B -q -Dmaven.test.skip=true -pl runtime-check -am package 1>&2 <nul
popd
if exist "%DIST%\lib\modellint.jar" goto :start
echo modellint: the build failed; what Maven said stands above. 1>&2
exit /b 2

:start
set "FLAGS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xlog:disable -Xlog:all=error:stderr"
if %MAJOR% GEQ 24 set "FLAGS=%FLAGS% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
"%JAVA%" %FLAGS% %MODELLINT_OPTS% -jar "%DIST%\lib\modellint.jar" %*
exit /b %ERRORLEVEL%
