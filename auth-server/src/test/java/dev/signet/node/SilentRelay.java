package dev.signet.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a server, and can stop passing anything on without closing a connection,
 * as a network does. Connections made afterwards work when it is mended.
 */
final class SilentRelay implements AutoCloseable {

	private final ServerSocket entrance;

	private final int port;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final AtomicInteger cuts = new AtomicInteger();

	private final CountDownLatch next = new CountDownLatch(2);

	private final CountDownLatch mended = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	SilentRelay(int port) throws IOException {
		this.port = port;
		this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.threads.submit(this::accept);
	}

	int port() {
		return this.entrance.getLocalPort();
	}

	void cut() {
		this.cuts.incrementAndGet();
	}

	/** Whether there comes another connection, which then waits. */
	boolean anotherIsTried() throws InterruptedException {
		return this.next.await(1, TimeUnit.MINUTES);
	}

	void mend() {
		this.mended.countDown();
	}

	private Void accept() throws IOException, InterruptedException {
		while (true) {
			Socket client = this.entrance.accept();
			this.next.countDown();
			if (this.next.getCount() == 0) {
				this.mended.await();
			}
			Socket server = new Socket(InetAddress.getLoopbackAddress(), this.port);
			this.sockets.addAll(List.of(client, server));
			int born = this.cuts.get();
			this.threads.submit(() -> pass(client, server, born));
			this.threads.submit(() -> pass(server, client, born));
		}
	}

	private Void pass(Socket from, Socket to, int born) throws IOException {
		InputStream in = from.getInputStream();
		OutputStream out = to.getOutputStream();
		byte[] buffer = new byte[8192];
		for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
			if (this.cuts.get() == born) {
				out.write(buffer, 0, read);
				out.flush();
			}
		}
		return null;
	}

	@Override
	public void close() throws IOException {
		this.entrance.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.threads.shutdownNow();
	}

}
