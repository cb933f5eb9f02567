package dev.signet.flow;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Accounts;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A journey over HTTP, with what most of them need to get under way.
 */
@SignetTest
abstract class Flow {

	@Autowired
	BeanFactory beans;

	@Autowired
	Actors actors;

	@Autowired
	Accounts accounts;

	@Autowired
	MutableClock clock;

}
