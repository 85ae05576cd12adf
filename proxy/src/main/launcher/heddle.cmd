@echo off
rem Starts Heddle with the Java of the image that contains this file, on Windows.
rem HEDDLE_JAVA_OPTS: additional options for the JVM, separated by blanks.
rem The options are those of the launcher for other systems (heddle), which says what each is for.
setlocal
set "HOME_OF_HEDDLE=%~dp0.."
set "CACHE="
if defined HEDDLE_PROXY if defined JAVA_TOOL_OPTIONS set "HEDDLE_JAVA_TOOL_OPTIONS=%JAVA_TOOL_OPTIONS%"
if defined HEDDLE_PROXY set "JAVA_TOOL_OPTIONS="
if exist "%HOME_OF_HEDDLE%\lib\heddle.aot" set CACHE="-XX:AOTCache=%HOME_OF_HEDDLE%\lib\heddle.aot" -Xlog:aot=off:stderr
"%HOME_OF_HEDDLE%\bin\java.exe" ^
  -XX:+UseSerialGC -Xmn6m -Xms9m ^
  -Xmx256m -XX:MaxDirectMemorySize=128m ^
  -XX:+ExitOnOutOfMemoryError -XX:+DisplayVMOutputToStderr ^
  -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:-ShrinkHeapInSteps ^
  -Xlog:disable -Xlog:all=warning:stderr -Xlog:os+thread=off:stderr ^
  -XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=2400 ^
  -XX:Tier4CompileThreshold=60000 -XX:Tier4BackEdgeThreshold=160000 ^
  -XX:+UseCompactObjectHeaders ^
  -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -XX:AsyncDeflationInterval=5000 ^
  -Djdk.pollerMode=1 ^
  -Djdk.reflect.useNativeAccessorOnly=true ^
  -Djava.net.preferIPv6Addresses=system ^
@ACCESS@
  %HEDDLE_JAVA_OPTS% %CACHE% -m io.heddle/io.heddle.Main %*
exit /b %ERRORLEVEL%
