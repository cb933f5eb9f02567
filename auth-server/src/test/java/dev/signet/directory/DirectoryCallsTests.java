package dev.signet.directory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLSocketFactory;

import dev.signet.AtOnce;
import dev.signet.MutableClock;
import dev.signet.directory.DirectoryServer.Security;
import dev.signet.outbound.OutboundSockets;
import dev.signet.outbound.TestOutbound;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A directory that is slow or away is nobody else's trouble. */
class DirectoryCallsTests {

	private final MutableClock clock = new MutableClock();

	private final DirectoryCalls calls = new DirectoryCalls(this.clock, Duration.ofMinutes(1));

	private final DirectoryCalls impatient = new DirectoryCalls(this.clock, Duration.ofSeconds(1));

	private final OutboundSockets outbound = TestOutbound.sockets();

	private final AtomicInteger asked = new AtomicInteger();

	private final Directory directory = TestDirectories.unstored(DirectoryKind.OPENLDAP,
			new DirectorySettings("One", new DirectoryServer(List.of(), Security.LDAPS, null),
					DirectoryKind.OPENLDAP.people(), null, new SignInNames(List.of(), true),
					new AccountRules(false, false, List.of()), null));

	@AfterEach
	void stop() {
		this.calls.destroy();
		this.impatient.destroy();
		this.outbound.destroy();
	}

	@Test
	void callWhenItTakesTooLongThenOverAndConnectionsAreClosed() throws Exception {
		CountDownLatch never = new CountDownLatch(1);
		CountDownLatch over = new CountDownLatch(1);
		LdapSockets sockets = sockets();
		assertThatExceptionOfType(DirectoryDown.class)
			.isThrownBy(() -> this.impatient.call(this.directory, sockets, () -> {
				try {
					never.await();
					return true;
				}
				finally {
					over.countDown();
				}
			}))
			.withMessage("It took too long")
			.satisfies((down) -> assertThat(down.passwordSent()).isFalse());
		assertThat(over.await(1, TimeUnit.MINUTES)).as("its thread is free again").isTrue();
	}

	/** The directory was not asked, so it did not fail. */
	@Test
	void callWhenThereIsNoThreadThenNoFailureOfTheDirectory() {
		this.calls.destroy();
		for (int i = 0; i < 6; i++) {
			assertThatExceptionOfType(DirectoryDown.class).isThrownBy(() -> call(this::answer))
				.withMessage("Too many calls are under way");
		}
		assertThat(this.asked).hasValue(0);
	}

	@Test
	void callWhenFiveFailedThenNobodyWaitsAndAfterAWhileOneTries() throws Exception {
		for (int i = 0; i < 5; i++) {
			assertThatExceptionOfType(DirectoryDown.class).isThrownBy(() -> call(this::fail));
		}
		assertThatExceptionOfType(DirectoryDown.class).isThrownBy(() -> call(this::answer));
		assertThat(this.asked).hasValue(5);
		this.clock.advance(Duration.ofSeconds(30));
		assertThatExceptionOfType(DirectoryDown.class).isThrownBy(() -> call(this::fail));
		assertThatExceptionOfType(DirectoryDown.class).isThrownBy(() -> call(this::answer));
		assertThat(this.asked).as("one of them tried").hasValue(6);
		this.clock.advance(Duration.ofSeconds(30));
		assertThat(call(this::answer)).isTrue();
		assertThat(call(this::answer)).isTrue();
	}

	/** Whoever signs in asks for less, and is not to wait for the background. */
	@Test
	void lookWhenItFailedManyTimesThenOthersCallAndWhenTheyLeaveTheDirectoryAloneSoDoesIt() throws Exception {
		for (int i = 0; i < 6; i++) {
			assertThatExceptionOfType(DirectoryDown.class)
				.isThrownBy(() -> this.calls.look(this.directory, sockets(), this::fail));
		}
		assertThat(call(this::answer)).isTrue();
		for (int i = 0; i < 5; i++) {
			assertThatExceptionOfType(DirectoryDown.class).isThrownBy(() -> call(this::fail));
		}
		assertThatExceptionOfType(DirectoryDown.class)
			.isThrownBy(() -> this.calls.look(this.directory, sockets(), this::answer));
		assertThat(this.asked).hasValue(12);
		this.clock.advance(Duration.ofSeconds(30));
		assertThatExceptionOfType(DirectoryDown.class)
			.isThrownBy(() -> this.calls.look(this.directory, sockets(), this::fail));
		assertThat(call(this::answer)).as("it was not the one that tries").isTrue();
	}

	/** The directory is no part of it. */
	@Test
	void callWhenTheDatabaseFailsMeanwhileThenThatAndNoFailureOfTheDirectory() throws Exception {
		for (int i = 0; i < 6; i++) {
			assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> call(() -> {
				throw new QueryTimeoutException("Too slow");
			}));
		}
		assertThat(call(this::answer)).isTrue();
	}

	/** Or whoever guesses where wrong ones are answered late would shut it for all. */
	@Test
	void callWhenNoAnswerToAPasswordComesThenNoFailureOfTheDirectory() throws Exception {
		for (int i = 0; i < 6; i++) {
			LdapSockets sockets = sockets();
			assertThatExceptionOfType(DirectoryDown.class)
				.isThrownBy(() -> this.calls.call(this.directory, sockets, () -> {
					sockets.sendsPassword();
					return fail();
				}))
				.satisfies((down) -> assertThat(down.passwordSent()).isTrue());
		}
		assertThat(call(this::answer)).isTrue();
		assertThat(this.asked).hasValue(7);
	}

	@Test
	void callWhenManyAtOnceThenEightAreUnderWay() throws Exception {
		AtomicInteger most = new AtomicInteger();
		AtomicInteger now = new AtomicInteger();
		AtOnce.run(20, () -> {
			try {
				call(() -> {
					most.accumulateAndGet(now.incrementAndGet(), Math::max);
					Thread.sleep(50);
					now.decrementAndGet();
					return true;
				});
			}
			catch (DirectoryDown ex) {
				assertThat(ex).hasMessage("Too many calls are under way");
			}
		});
		assertThat(most).hasValueLessThanOrEqualTo(8);
		assertThat(call(this::answer)).as("that is no failure").isTrue();
	}

	private boolean fail() {
		this.asked.incrementAndGet();
		throw new IllegalStateException("Broken");
	}

	private boolean answer() {
		this.asked.incrementAndGet();
		return true;
	}

	private boolean call(Callable<Boolean> work) throws DirectoryDown {
		return this.calls.call(this.directory, sockets(), work);
	}

	private LdapSockets sockets() {
		return new LdapSockets(this.outbound, (SSLSocketFactory) SSLSocketFactory.getDefault(), Security.LDAPS);
	}

}
