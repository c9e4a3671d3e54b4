// After the app's own script: its functions are there now.
"use strict";

window.startSettings();
