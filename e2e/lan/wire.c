/*
 * A cable with delay, loss and a rate, for each direction: wire IF_A IF_B DELAY_MS LOSS_PERCENT KBIT_PER_SECOND.
 * It copies raw frames between two interfaces and has a queue of half a second at its rate, as home routers do.
 * It serves where the kernel has no netem, and gives the same figures everywhere.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000LL
#define QUEUE_NS (SECOND / 2)
#define FRAMES 16384

struct frame {
  int64_t due;
  int length;
  unsigned char *bytes;
};

/* From one interface to the other: a ring of frames, ordered by when they are due. */
struct direction {
  int from, to;
  struct frame ring[FRAMES];
  unsigned head, tail;
  int64_t free_at;
};

static struct direction directions[2];
static int64_t delay_ns;
static double loss, kbit;

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * SECOND + t.tv_nsec;
}

static int open_interface(const char *name) {
  int s = socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL));
  struct sockaddr_ll address = {
      .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = if_nametoindex(name)};
  if (s < 0 || !address.sll_ifindex || bind(s, (struct sockaddr *)&address, sizeof address)) {
    perror(name);
    exit(1);
  }
  struct packet_mreq all = {.mr_ifindex = address.sll_ifindex, .mr_type = PACKET_MR_PROMISC};
  setsockopt(s, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &all, sizeof all);
  int size = 8 << 20;
  setsockopt(s, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
  return s;
}

/* Sends what is due and returns when the next frame is. */
static int64_t deliver(struct direction *d, int64_t t) {
  while (d->head != d->tail && d->ring[d->head % FRAMES].due <= t) {
    struct frame *f = &d->ring[d->head++ % FRAMES];
    if (send(d->to, f->bytes, f->length, 0) < 0 && errno != ENETDOWN && errno != ENOBUFS) perror("send");
    free(f->bytes);
  }
  return d->head == d->tail ? t + SECOND : d->ring[d->head % FRAMES].due;
}

static void enqueue(struct direction *d, const unsigned char *bytes, int length) {
  if (drand48() < loss) return;
  int64_t t = now(), sent = d->free_at > t ? d->free_at : t;
  if (kbit > 0) {
    if (sent - t > QUEUE_NS) return;
    sent += length * 8 / kbit * 1e6;
    d->free_at = sent;
  }
  if (d->tail - d->head >= FRAMES) return;
  struct frame *f = &d->ring[d->tail++ % FRAMES];
  f->due = sent + delay_ns;
  f->length = length;
  f->bytes = malloc(length);
  memcpy(f->bytes, bytes, length);
}

/* Takes at most 64 waiting frames, so that the other direction has its turn. */
static void receive(struct direction *d) {
  static unsigned char bytes[70000];
  for (int i = 0; i < 64; i++) {
    struct sockaddr_ll source;
    socklen_t size = sizeof source;
    int length = recvfrom(d->from, bytes, sizeof bytes, MSG_DONTWAIT, (struct sockaddr *)&source, &size);
    if (length <= 0) return;
    if (source.sll_pkttype != PACKET_OUTGOING) enqueue(d, bytes, length);
  }
}

int main(int count, char **args) {
  if (count != 6) return 2;
  int a = open_interface(args[1]), b = open_interface(args[2]);
  directions[0].from = directions[1].to = a;
  directions[0].to = directions[1].from = b;
  delay_ns = atof(args[3]) * 1e6;
  loss = atof(args[4]) / 100;
  kbit = atof(args[5]);
  srand48(time(0) ^ getpid());
  puts("ready");
  fflush(stdout);
  for (;;) {
    int64_t t = now(), next = deliver(&directions[0], t), other = deliver(&directions[1], t);
    if (other < next) next = other;
    int64_t left = next - now();
    if (left < 0) left = 0;
    struct pollfd both[2] = {{a, POLLIN, 0}, {b, POLLIN, 0}};
    struct timespec wait = {left / SECOND, left % SECOND};
    if (ppoll(both, 2, &wait, 0) <= 0) continue;
    receive(&directions[0]);
    receive(&directions[1]);
  }
}
