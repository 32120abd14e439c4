/** Loads every mailbox command and every deed of the machine: a script may send any of them from the start. */
import './qmp/other-requests';
import './mailbox/more-commands';
import './simulation/steps/machine-deeds';
