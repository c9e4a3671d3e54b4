// The tests of server.js travel with the app; here they run with all others.
import "../source/tests/server.test.js";
