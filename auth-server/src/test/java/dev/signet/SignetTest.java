package dev.signet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.signet.flow.Actors;
import dev.signet.flow.Upstream;
import dev.signet.mail.Mailbox;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;

/**
 * A test against the whole application, on a real PostgreSQL and a real port. All such
 * tests of one JVM share one application, so each makes its own people and clients, and
 * none may assume an empty table. Do not add mocks or properties: that starts a second
 * application. {@link Actors} makes people, apps and browsers, {@code PublicAddress}
 * tells the address, {@link MutableClock} moves the time, {@link SqlCounter} counts
 * statements, {@link SqlOutage} lets them fail, {@link Mailbox} has the mails, and
 * {@link Upstream} stands in for other providers.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(classes = { AuthServerApplication.class, SignetTestConfiguration.class },
		webEnvironment = WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = SignetTestEnvironment.class)
@TestExecutionListeners(listeners = { ClockReset.class, NetworkReset.class, StandInReset.class },
		mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
public @interface SignetTest {

}
